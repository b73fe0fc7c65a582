package io.redemption.inmemory;

import static io.redemption.inmemory.MemoryFixtures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Code;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.FailureCode;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Validity;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.model.Voucher;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Terms that cannot be used, or cannot be spent to the last unit, are not issued; the nearest valid terms are. */
class InMemoryIssueTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final StandingTime time = StandingTime.at(NOW);
    private final InMemoryRedemptionPort issuer =
            InMemoryRedemptionPort.builder().time(time).build();

    @ParameterizedTest
    @CsvSource({
        "10.125, , value",
        "0.001, , value",
        "10.001, USD, value",
        "10.50, JPY, value",
        "10.001, KWD, value",
        "0, , issued value",
        "0.00, USD, issued value",
        "10, XXZ, currency",
        "10, XAU, currency",
        "10, PTS, currency"
    })
    void issue_cardThatCannotBeSpent_isRefusedByTerm(String value, @Nullable String currency, String term) {
        RedemptionException failure = failure(issuer.issue(card("g1", value, currency)));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_ARGUMENT);
        assertThat(failure).hasMessageContaining("INVALID_ARGUMENT: " + term + ": ");
    }

    @ParameterizedTest
    @CsvSource({"10.12,", "0.01, USD", "10.1200, EUR", "1000, JPY", "999999999999.99,", "10, DEM", "10.12, KWD"})
    void issue_cardThatCan_isIssued(String value, @Nullable String currency) {
        assertThat(isIssued(issuer, card("g1", value, currency))).isTrue();
    }

    @Test
    void issue_fixedValues_areHeldToTheScaleAndPercentagesAreNot() {
        assertThat(isIssued(
                        issuer, Coupon.builder("c1", Discount.fixed("1.005")).build()))
                .isFalse();
        assertThat(isIssued(
                        issuer, Voucher.builder("v1", Discount.fixed("1.005")).build()))
                .isFalse();
        assertThat(isIssued(
                        issuer,
                        Coupon.builder("c2", Discount.percentage("33.3333"))
                                .currency("JPY")
                                .build()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 10.1", "1, 10.1, 10.12", "2, 10.12, 10.125", "3, 10.125, 10.1255", "4, 10.1255,"})
    void issue_scaleOfTheBuilder_isKept(int scale, String good, @Nullable String bad) {
        InMemoryRedemptionPort other =
                InMemoryRedemptionPort.builder().maxScale(scale).build();

        assertThat(isIssued(other, card("g1", good, null))).isTrue();
        if (bad != null) {
            assertThat(isIssued(other, card("g2", bad, null))).isFalse();
        }
    }

    @Test
    void currencyDecimals_overruleIso4217() {
        InMemoryRedemptionPort other = InMemoryRedemptionPort.builder()
                .maxScale(4)
                .currencyDecimals("PTS", 0)
                .currencyDecimals("USD", 3)
                .build();

        assertThat(isIssued(other, card("g1", "100", "PTS"))).isTrue();
        assertThat(isIssued(other, card("g2", "100.5", "PTS"))).isFalse();
        assertThat(isIssued(other, card("g3", "1.125", "USD"))).isTrue();
        assertThat(isIssued(other, card("g4", "1.125", "EUR"))).isFalse();
    }

    @Test
    void redeem_moreDecimalsThanTheCurrency_isRefused() {
        MemoryFixtures.await(issuer.issue(card("g1", "1000", "JPY")));
        RedemptionRequest half = RedemptionRequest.builder(RedeemableId.giftCard("g1"))
                .value("0.5")
                .build();

        assertThat(MemoryFixtures.await(issuer.validate(half)).violations())
                .containsExactly(Violation.of(ViolationCode.TOO_MANY_DECIMALS, "max_decimals", 0));
    }

    @Test
    void validate_aboveTheBalance_tellsTheBalance() {
        MemoryFixtures.await(issuer.issue(card("g1", "10", null)));
        RedemptionRequest more = RedemptionRequest.builder(RedeemableId.giftCard("g1"))
                .value("10.01")
                .build();

        assertThat(MemoryFixtures.await(issuer.validate(more)).violations())
                .containsExactly(Violation.of(ViolationCode.BALANCE_TOO_LOW, "balance", "10.00"));
    }

    @Test
    void issue_termsThatHaveEnded_areRefusedAndRestored() {
        Coupon ended = Coupon.builder("c1", Discount.fixed("1"))
                .validity(Validity.until(NOW))
                .build();
        Coupon ending = Coupon.builder("c2", Discount.fixed("1"))
                .validity(Validity.until(NOW.plusNanos(1)))
                .build();

        assertThat(failure(issuer.issue(ended)))
                .hasMessageContaining("valid until")
                .hasMessageContaining("restored");
        assertThat(isIssued(issuer, ending)).isTrue();
        assertThat(MemoryFixtures.await(issuer.restore(ended))).isEqualTo(ended.id());
    }

    @Test
    void issue_termUnknown_isRefusedByName() {
        RedeemableId id = RedeemableId.coupon("c1");

        assertThat(failure(issuer.issue(new Coupon(id, null, null, null, null, null, null, null, null))))
                .hasMessageContaining("active: unknown");
        assertThat(failure(issuer.restore(
                        new Coupon(id, null, true, Validity.ALWAYS, Discount.fixed("1"), null, null, null, null))))
                .hasMessageContaining("total limit: unknown");
        assertThat(failure(issuer.issue(
                        new GiftCard(RedeemableId.giftCard("g"), null, true, Validity.ALWAYS, null, null))))
                .hasMessageContaining("issued value: unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SA\u200bVE10",
                "SAVE\u00ad10",
                "SAVE1\u20600",
                "SAVE\u034f10",
                "S\u200dAVE10",
                "SAVE10\u200b",
                "\ufeffSAVE10"
            })
    void issue_invisibleTwin_isRefused(String twin) {
        MemoryFixtures.await(issuer.issue(coupon("c1", "SAVE10")));

        RedemptionException failure = failure(issuer.issue(coupon("c2", twin)));

        assertThat(failure).hasMessageContaining("code: <").hasMessageNotContaining("SAVE");
    }

    @Test
    void issue_sameToTheEye_isRefusedWhicheverIsFirst() {
        MemoryFixtures.await(issuer.issue(coupon("c1", "CAFE\u0301 10")));

        assertThat(isIssued(issuer, coupon("c2", "CAF\u00c9 10"))).isFalse();
        assertThat(isIssued(issuer, coupon("c3", "CAF\u00c9\u00a010"))).isFalse();
        assertThat(isIssued(issuer, coupon("c4", "CAFE 10"))).isTrue();
        assertThat(isIssued(issuer, coupon("c5", "caf\u00e9 10"))).isTrue();
    }

    @Test
    void issue_emojiAndJoiners_areKeptCharacterByCharacter() {
        String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
        MemoryFixtures.await(issuer.issue(coupon("c1", family)));

        assertThat(MemoryFixtures.await(issuer.lookup(Code.of(" " + family + "\n"))))
                .isPresent()
                .get()
                .satisfies(found -> assertThat(found.redeemable().code()).isEqualTo(new Code(family)));
    }

    private static Coupon coupon(String id, String code) {
        return Coupon.builder(id, Discount.fixed("1")).code(code).build();
    }

    private static GiftCard card(String id, String value, @Nullable String currency) {
        GiftCard.Builder card = GiftCard.builder(id, value);
        return (currency == null ? card : card.currency(currency)).build();
    }

    private static boolean isIssued(InMemoryRedemptionPort port, Redeemable terms) {
        CompletionStage<RedeemableId> issued = port.issue(terms);
        return !issued.toCompletableFuture().isCompletedExceptionally();
    }
}
