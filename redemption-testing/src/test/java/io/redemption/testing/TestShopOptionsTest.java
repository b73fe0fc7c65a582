package io.redemption.testing;

import static io.redemption.model.ViolationCode.TOO_MANY_DECIMALS;
import static io.redemption.testing.RedemptionAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redemption.Redemptions;
import io.redemption.inmemory.ReversalPolicy;
import io.redemption.model.Amount;
import io.redemption.model.GiftCard;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A registered extension's shops are made as its options say. */
class TestShopOptionsTest {
    private static final Instant START = Instant.parse("2030-06-01T00:00:00Z");
    private static final ViolationCode NO_ORDER = ViolationCode.of("acme.no_order");
    private static final ViolationCode CLOSED_DAY = ViolationCode.of("acme.closed_day");

    @RegisterExtension
    static final RedemptionExtension EXTENSION = RedemptionExtension.with(TestShopOptions.builder()
            .startTime(START)
            .seed(42)
            .maxScale(0)
            .reversalPolicy(ReversalPolicy.NOTHING)
            .requestRules(rules -> rules.with(
                    "acme.no_order", request -> request.orderTotal() == null ? Violation.of(NO_ORDER) : null))
            .stateRules(rules -> rules.without("balance_too_low")
                    .with(
                            "acme.closed_day",
                            (terms, usage, request, now) -> now.equals(START) ? null : Violation.of(CLOSED_DAY)))
            .build());

    private static final RedeemableId CARD = RedeemableId.giftCard("gift-1");

    @Test
    void shop_withOptions_startsThen(TestShop shop) {
        assertThat(shop.time().now()).isEqualTo(START);
    }

    @Test
    void shop_withRules_judgesRequestsBeforeTheyAreSent(TestShop shop) {
        assertThat(shop.redemptions()
                        .blocking()
                        .redeem(RedemptionRequest.builder(CARD).value("1.50").build()))
                .isRefusedWith(TOO_MANY_DECIMALS, NO_ORDER);
        assertThat(shop.port().calls()).isEmpty();
    }

    @Test
    void shop_withRules_judgesStatesAtTheIssuer(TestShop shop) {
        shop.issuer().issue(GiftCard.builder(CARD.value(), "100").build());
        shop.time().set(START.plusSeconds(1));

        assertThat(shop.redemptions().blocking().redeem(request("10"))).isRefusedWith(CLOSED_DAY);
    }

    @Test
    void shop_withGiveBack_keepsWhatWasReversed(TestShop shop) {
        shop.issuer().issue(GiftCard.builder(CARD.value(), "100").build());
        Redemptions redemptions = shop.redemptions();

        Redemption redemption = assertThat(redemptions.blocking().redeem(request("100")))
                .isRedeemed()
                .redemption();

        assertThat(redemptions.blocking().reverse(Reversal.of(redemption))).isReversed();
        assertThat(redemptions.blocking().redeem(request("1"))).isRefused();
    }

    @Test
    void shop_withSeed_makesTheSameIds(TestShop shop) {
        try (TestShop other = TestShop.open(TestShopOptions.builder().seed(42).build());
                TestShop third =
                        TestShop.open(TestShopOptions.builder().seed(43).build())) {
            assertThat(shop.redemptions().prepare(request("1")).id())
                    .isEqualTo(other.redemptions().prepare(request("1")).id())
                    .isNotEqualTo(third.redemptions().prepare(request("1")).id());
        }
    }

    @Test
    void builder_unusableOption_isRefusedAtOnce() {
        TestShopOptions.Builder builder = TestShopOptions.builder();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxScale(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxScale(5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.stateRules(rules -> rules.without("no_such_rule"))
                        .build());
    }

    private static RedemptionRequest request(String value) {
        return RedemptionRequest.builder(CARD)
                .value(value)
                .orderTotal(Amount.of("200"))
                .build();
    }
}
