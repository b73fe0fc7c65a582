package io.redemption.testing;

import static io.redemption.model.Operation.REDEEM;
import static io.redemption.testing.RedemptionAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Amount;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that pass only if each has a shop of its own: all use the same names, and each wants to be the first. */
abstract class IsolationSample {
    static final int TESTS = 300 + 3 + 1 + 100 + 1 + 20;

    private static final RedeemableId CARD = RedeemableId.giftCard("gift-1");

    @RepeatedTest(300)
    void repeated(
            Redemptions shop,
            InMemoryRedemptionPort issuer,
            ScriptedRedemptionPort port,
            ManualTime time,
            TestReporter reporter) {
        useAlone(shop, issuer, port, time, reporter);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void parameterized(int ignored, TestShop shop, TestReporter reporter) {
        useAlone(shop, reporter);
    }

    @Test
    void single(TestShop shop, TestReporter reporter) {
        useAlone(shop, reporter);
    }

    /** Inherits the extension of the class around it. */
    @Nested
    class Inside {
        @RepeatedTest(100)
        void repeated(TestShop shop, TestReporter reporter) {
            useAlone(shop, reporter);
        }

        /** One level deeper. */
        @Nested
        class Deeper {
            @Test
            void single(TestShop shop, TestReporter reporter) {
                useAlone(shop, reporter);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> dynamic(TestReporter reporter) {
        return IntStream.range(0, 20)
                .mapToObj(i -> DynamicTest.dynamicTest("dynamic " + i, () -> {
                    try (TestShop own =
                            TestShop.open(TestShopOptions.builder().seed(i).build())) {
                        useAlone(own, reporter);
                    }
                }));
    }

    private static void useAlone(TestShop shop, TestReporter reporter) {
        useAlone(shop.redemptions(), shop.issuer(), shop.port(), shop.time(), reporter);
    }

    private static void useAlone(
            Redemptions shop,
            InMemoryRedemptionPort issuer,
            ScriptedRedemptionPort port,
            ManualTime time,
            TestReporter reporter) {
        assertThat(time.now()).isEqualTo(TestShopOptions.DEFAULT_START_TIME);
        assertThat(port.calls()).isEmpty();
        assertThat(issuer.ledger(CARD)).isEmpty();

        issuer.issue(GiftCard.builder(CARD.value(), "100.00").build());
        RedemptionId first = assertThat(shop.blocking().redeem(request("60.00")))
                .isRedeemed()
                .redemption()
                .id();
        port.next(REDEEM).lostAfterApplied();
        TicketAssert doubt =
                assertThat(shop.blocking().redeem(request("40.00"))).isUnknown();
        time.advance(Duration.ofSeconds(70));
        RedemptionId second = assertThat(shop.blocking().resolve(doubt.ticket()))
                .isConfirmed()
                .hasValue("40.00")
                .redemption()
                .id();

        assertThat(shop.blocking().history(CARD, HistoryQuery.ALL_FROM_ISSUER).orElseThrow())
                .isProven()
                .containsExactly(second, first)
                .hasTotal(Amount.of("100.00"));
        reporter.publishEntry("ids", first + " " + second);
    }

    private static RedemptionRequest request(String value) {
        return RedemptionRequest.builder(CARD).value(value).build();
    }
}
