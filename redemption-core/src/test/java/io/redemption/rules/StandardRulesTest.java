package io.redemption.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.Amount;
import io.redemption.model.Audience;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.FailureCode;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Usage;
import io.redemption.model.Validity;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.model.Voucher;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each standard rule on both sides of its boundary. */
class StandardRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Discount TEN = Discount.fixed("10");
    private static final RedemptionRequest REQUEST = RedemptionRequest.builder(RedeemableId.giftCard("g1"))
            .user("u1")
            .value("10.00")
            .build();

    @Test
    void forRequests_missingUser_isRequiredExceptForGiftCards() {
        assertThat(check(RedemptionRequest.builder(RedeemableId.coupon("c1"))))
                .containsExactly(ViolationCode.USER_REQUIRED);
        assertThat(check(RedemptionRequest.builder(RedeemableId.voucher("v1"))))
                .containsExactly(ViolationCode.USER_REQUIRED);
        assertThat(check(RedemptionRequest.builder(RedeemableId.coupon("c1")).user("0")))
                .isEmpty();
        assertThat(check(RedemptionRequest.builder(RedeemableId.giftCard("g1")).value("1")))
                .isEmpty();
    }

    @Test
    void forRequests_value_isRequiredForGiftCardsAndPositiveAndShort() {
        RedeemableId card = RedeemableId.giftCard("g1");

        assertThat(check(RedemptionRequest.builder(card))).containsExactly(ViolationCode.VALUE_REQUIRED);
        assertThat(check(RedemptionRequest.builder(card).value("0"))).containsExactly(ViolationCode.VALUE_NOT_POSITIVE);
        assertThat(check(RedemptionRequest.builder(card).value("0.01"))).isEmpty();
        assertThat(check(RedemptionRequest.builder(card).value("0.010"))).isEmpty();
        assertThat(check(RedemptionRequest.builder(card).value("0.001")))
                .containsExactly(ViolationCode.TOO_MANY_DECIMALS);
    }

    @Test
    void forRequests_malformedTexts_areFoundInEachField() {
        for (String text : List.of("a\u0000", "\u202ea", "a\u200b", "a\ud800", "a\u2028", "a\u2029", "\u007f")) {
            assertThat(check(card().user(text + "b"))).containsExactly(ViolationCode.MALFORMED_TEXT);
            assertThat(check(card().email(text))).containsExactly(ViolationCode.MALFORMED_TEXT);
            assertThat(check(card().phone(text))).containsExactly(ViolationCode.MALFORMED_TEXT);
            assertThat(check(card().uniqueTransaction(text))).containsExactly(ViolationCode.MALFORMED_TEXT);
            assertThat(check(card().transactionPrefix(text))).containsExactly(ViolationCode.MALFORMED_TEXT);
        }
        assertThat(check(card().user("J\u00f6rg \ud83d\ude00").email("a b").transactionPrefix("order/1")))
                .isEmpty();
    }

    @Test
    void forRequests_manyFaults_areAllFound() {
        assertThat(check(RedemptionRequest.builder(RedeemableId.coupon("c1"))
                        .value("0")
                        .email("\u0000")))
                .containsExactly(
                        ViolationCode.USER_REQUIRED, ViolationCode.VALUE_NOT_POSITIVE, ViolationCode.MALFORMED_TEXT);
    }

    @Test
    void forStates_validity_beginsInclusiveAndEndsExclusive() {
        assertThat(check(valid(Validity.from(NOW)), Usage.UNKNOWN)).isEmpty();
        assertThat(check(valid(Validity.from(NOW.plusNanos(1))), Usage.UNKNOWN))
                .containsExactly(ViolationCode.NOT_STARTED);
        assertThat(check(valid(Validity.until(NOW.plusNanos(1))), Usage.UNKNOWN))
                .isEmpty();
        assertThat(check(valid(Validity.until(NOW)), Usage.UNKNOWN)).containsExactly(ViolationCode.EXPIRED);
        assertThat(check(Coupon.builder("c1", TEN).active(false).build(), Usage.UNKNOWN))
                .containsExactly(ViolationCode.INACTIVE);
    }

    @Test
    void forStates_limits_areReachedExactly() {
        Coupon limited = Coupon.builder("c1", TEN).totalLimit(5).perUserLimit(2).build();
        Coupon free = Coupon.builder("c1", TEN).build();

        assertThat(check(limited, counts(4L, 1L))).isEmpty();
        assertThat(check(limited, counts(5L, 1L))).containsExactly(ViolationCode.TOTAL_LIMIT_REACHED);
        assertThat(check(limited, counts(4L, 2L))).containsExactly(ViolationCode.USER_LIMIT_REACHED);
        assertThat(check(limited, counts(null, null))).isEmpty();
        assertThat(check(free, counts(Long.MAX_VALUE, Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void forStates_audience_isCheckedWhereItIsReported() {
        Coupon forNew = Coupon.builder("c1", TEN).audience(Audience.NEW_USERS).build();
        Coupon forOld =
                Coupon.builder("c1", TEN).audience(Audience.EXISTING_USERS).build();

        assertThat(check(forNew, existing(true))).containsExactly(ViolationCode.NEW_USERS_ONLY);
        assertThat(check(forNew, existing(false))).isEmpty();
        assertThat(check(forOld, existing(false))).containsExactly(ViolationCode.EXISTING_USERS_ONLY);
        assertThat(check(forOld, existing(true))).isEmpty();
        assertThat(check(forNew, existing(null))).isEmpty();
        assertThat(check(forOld, existing(null))).isEmpty();
    }

    @Test
    void forStates_voucher_isUsedUpOnceUnlessMultiUse() {
        Voucher single = Voucher.builder("v1", TEN).build();

        assertThat(check(single, Usage.ofVoucher(true, null))).containsExactly(ViolationCode.ALREADY_REDEEMED);
        assertThat(check(single, Usage.ofVoucher(false, null))).isEmpty();
        assertThat(check(single, Usage.UNKNOWN)).isEmpty();
        assertThat(check(single.toBuilder().singleUse(false).build(), Usage.ofVoucher(true, null)))
                .isEmpty();
    }

    @Test
    void forStates_balance_sufficesExactly() {
        GiftCard card = GiftCard.builder("g1", "100").build();

        assertThat(check(card, Usage.ofBalance(Amount.of("10")))).isEmpty();
        assertThat(check(card, Usage.ofBalance(Amount.of("9.9999")))).containsExactly(ViolationCode.BALANCE_TOO_LOW);
        assertThat(check(card, Usage.UNKNOWN)).isEmpty();
    }

    @Test
    void ruleSet_changed_keepsOrderReplacesAndNamesWhatIsUnknown() {
        RuleSet<RequestRule> rules = StandardRules.forRequests(2);
        RequestRule never = request -> Violation.of(ViolationCode.of("acme.never"));

        RuleSet<RequestRule> replaced = rules.with("user_required", never);
        RuleSet<RequestRule> less = rules.without("malformed_text");

        assertThat(replaced.names()).containsExactlyElementsOf(rules.names());
        assertThat(codes(replaced.violations(rule -> rule.check(REQUEST))))
                .containsExactly(ViolationCode.of("acme.never"));
        assertThat(less.names()).hasSize(rules.names().size() - 1).doesNotContain("malformed_text");
        assertThat(rules.violations(rule -> rule.check(REQUEST))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> less.without("malformed_text"));
    }

    @Test
    void violations_ruleThrows_failsNamingTheRuleButNotWhatItSaid() {
        RuleSet<RequestRule> rules = StandardRules.forRequests(2).with("acme.min_basket", request -> {
            throw new IllegalStateException("user-1");
        });

        assertThatThrownBy(() -> rules.violations(rule -> rule.check(REQUEST)))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.BROKEN_RULE))
                .hasMessageContaining("rule acme.min_basket threw java.lang.IllegalStateException")
                .hasMessageNotContaining("user-1")
                .hasNoCause();
    }

    private static RedemptionRequest.Builder card() {
        return RedemptionRequest.builder(RedeemableId.giftCard("g1")).value("1");
    }

    private static Coupon valid(Validity validity) {
        return Coupon.builder("c1", TEN).validity(validity).build();
    }

    private static Usage counts(@Nullable Long total, @Nullable Long byUser) {
        return new Usage(total, byUser, null, null, null, null);
    }

    private static Usage existing(@Nullable Boolean existing) {
        return new Usage(null, null, existing, null, null, null);
    }

    private static List<ViolationCode> check(RedemptionRequest.Builder request) {
        RedemptionRequest built = request.build();
        return codes(StandardRules.forRequests(2).violations(rule -> rule.check(built)));
    }

    private static List<ViolationCode> check(Redeemable redeemable, Usage usage) {
        return codes(StandardRules.forStates().violations(rule -> rule.check(redeemable, usage, REQUEST, NOW)));
    }

    private static List<ViolationCode> codes(List<Violation> violations) {
        return violations.stream().map(Violation::code).toList();
    }
}
