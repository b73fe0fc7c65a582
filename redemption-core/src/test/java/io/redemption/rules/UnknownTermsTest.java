package io.redemption.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.Audience;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Usage;
import io.redemption.model.UsageLimit;
import io.redemption.model.Validity;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.model.Voucher;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A term that is not known is no reason for or against a redemption. */
class UnknownTermsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Usage MUCH = new Usage(1_000_000L, 1_000_000L, true, true, NOW, Amount.of("0.01"));
    private static final RedeemableId COUPON = RedeemableId.coupon("c");
    private static final RedeemableId VOUCHER = RedeemableId.voucher("v");
    private static final RedeemableId CARD = RedeemableId.giftCard("g");

    @Test
    void forStates_nothingKnown_findsNothing() {
        Coupon coupon = new Coupon(COUPON, null, null, null, null, null, null, null, null);
        Voucher voucher = new Voucher(VOUCHER, null, null, null, null, null, false, null);
        GiftCard card = new GiftCard(CARD, null, null, null, null, null);

        assertThat(check(coupon, MUCH, "0.01")).isEmpty();
        assertThat(check(voucher, MUCH, "0.01")).isEmpty();
        assertThat(check(card, MUCH, "0.01")).isEmpty();
    }

    @Test
    void forStates_oneTermUnknown_stillChecksTheOthers() {
        Validity over = Validity.until(NOW.minusSeconds(1));

        assertThat(check(new Coupon(COUPON, null, null, over, null, null, null, UsageLimit.of(1), null), MUCH, "0.01"))
                .extracting(Violation::code)
                .containsExactly(ViolationCode.EXPIRED, ViolationCode.USER_LIMIT_REACHED);
        assertThat(check(
                        new Coupon(COUPON, null, false, null, null, null, UsageLimit.of(1), null, Audience.NEW_USERS),
                        MUCH,
                        "0.01"))
                .extracting(Violation::code)
                .containsExactly(
                        ViolationCode.INACTIVE, ViolationCode.TOTAL_LIMIT_REACHED, ViolationCode.NEW_USERS_ONLY);
        assertThat(check(new Voucher(VOUCHER, null, null, null, Discount.fixed("1"), null, true, null), MUCH, "0.01"))
                .extracting(Violation::code)
                .containsExactly(ViolationCode.ALREADY_REDEEMED);
    }

    @Test
    void forStates_cardWithoutIssuedValue_isCheckedByItsBalance() {
        assertThat(check(new GiftCard(CARD, null, true, Validity.ALWAYS, null, null), MUCH, "0.02"))
                .containsExactly(Violation.of(ViolationCode.BALANCE_TOO_LOW, "balance", "0.01"));
    }

    @Test
    void toBuilder_unknownTerms_stayUnknown() {
        Coupon coupon = new Coupon(COUPON, null, null, null, null, null, null, null, null);
        Voucher voucher = new Voucher(VOUCHER, null, null, null, null, null, true, null);
        GiftCard card = new GiftCard(CARD, null, null, null, null, null);

        assertThat(coupon.toBuilder().build()).isEqualTo(coupon);
        assertThat(voucher.toBuilder().build()).isEqualTo(voucher);
        assertThat(card.toBuilder().build()).isEqualTo(card);
    }

    private static List<Violation> check(Redeemable terms, Usage usage, String value) {
        RedemptionRequest request =
                RedemptionRequest.builder(terms.id()).user("u").value(value).build();
        return StandardRules.forStates().violations(rule -> rule.check(terms, usage, request, NOW));
    }
}
