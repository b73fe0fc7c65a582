package io.redemption.inmemory;

import static io.redemption.inmemory.MemoryFixtures.NOON;
import static io.redemption.inmemory.MemoryFixtures.aCard;
import static io.redemption.inmemory.MemoryFixtures.aCoupon;
import static io.redemption.inmemory.MemoryFixtures.aVoucher;
import static io.redemption.inmemory.MemoryFixtures.attempt;
import static io.redemption.inmemory.MemoryFixtures.await;
import static io.redemption.inmemory.MemoryFixtures.by;
import static io.redemption.inmemory.MemoryFixtures.codes;
import static io.redemption.inmemory.MemoryFixtures.failure;
import static io.redemption.inmemory.MemoryFixtures.issued;
import static io.redemption.inmemory.MemoryFixtures.redeemed;
import static io.redemption.inmemory.MemoryFixtures.spending;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Audience;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Usage;
import io.redemption.model.Validity;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.IdSource;
import io.redemption.rules.RuleSet;
import io.redemption.rules.StandardRules;
import io.redemption.rules.StateRule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class InMemoryRedeemTest {
    private final StandingTime time = MemoryFixtures.noon();
    private final InMemoryRedemptionPort issuer =
            InMemoryRedemptionPort.builder().time(time).ids(IdSource.seeded(7)).build();

    private RedemptionOutcome redeem(RedemptionAttempt attempt) {
        return await(issuer.redeem(attempt));
    }

    private Usage usage(RedeemableId id) {
        return await(issuer.lookup(id, Freshness.FROM_ISSUER))
                .map(RedeemableState::usage)
                .orElseThrow();
    }

    @Test
    void redeem_coupon_recordsWhatWasAskedForInWholeSeconds() {
        RedeemableId coupon = issued(issuer, aCoupon().build());
        RedemptionAttempt attempt = attempt(RedemptionRequest.builder(coupon)
                .user("anna")
                .email("anna@example.org")
                .value("3.50")
                .build());

        Redeemed outcome = (Redeemed) redeem(attempt);

        Redemption redemption = outcome.redemption();
        assertThat(outcome.replayed()).isFalse();
        assertThat(redemption.id().value()).startsWith("res-");
        assertThat(redemption.redeemable()).isEqualTo(coupon);
        assertThat(redemption.redeemer()).isEqualTo(attempt.request().redeemer());
        assertThat(redemption.value()).isEqualTo(attempt.request().value());
        assertThat(redemption.transactionId()).isEqualTo(attempt.transactionId());
        assertThat(redemption.createdAt()).isEqualTo(NOON.truncatedTo(ChronoUnit.SECONDS));
        assertThat(redemption.teamId()).isNull();
        assertThat(redemption.href()).isNull();
    }

    @Test
    void redeem_sameUserAtCouponAndVoucher_hasOneCustomerId() {
        RedeemableId coupon = issued(issuer, aCoupon().build());
        RedeemableId voucher = issued(issuer, aVoucher().build());

        Redemption first = redeemed(redeem(by("anna", coupon)));
        Redemption second = redeemed(redeem(by("anna", voucher)));
        Redemption others = redeemed(redeem(by("berta", coupon)));

        assertThat(first.customerId()).startsWith("cust-").isEqualTo(second.customerId());
        assertThat(others.customerId()).isNotEqualTo(first.customerId());
    }

    @Test
    void redeem_giftCardWithUser_hasNoCustomerId() {
        RedeemableId card = issued(issuer, aCard("10").build());

        Redemption redemption = redeemed(redeem(
                attempt(RedemptionRequest.builder(card).user("anna").value("1").build())));

        assertThat(redemption.customerId()).isNull();
    }

    @Test
    void redeem_unknownRedeemable_isRefusedTogetherWithWhatTheRequestLacks() {
        RedemptionAttempt attempt = attempt(
                RedemptionRequest.builder(RedeemableId.coupon("nowhere")).build());

        assertThat(codes(redeem(attempt))).containsExactly("user_required", "unknown_redeemable");
    }

    @Test
    void redeem_inactiveAndExpired_isRefusedForBoth() {
        RedeemableId coupon = issued(
                issuer, aCoupon().active(false).validity(Validity.until(NOON)).build());

        assertThat(codes(redeem(by("anna", coupon)))).containsExactly("inactive", "expired");
    }

    @Test
    void redeem_aroundStart_isRefusedBeforeAndRedeemedAtIt() {
        Instant start = NOON.plusSeconds(60);
        RedeemableId coupon =
                issued(issuer, aCoupon().validity(Validity.from(start)).build());

        time.advance(Duration.ofSeconds(60).minusNanos(1));
        RedemptionOutcome before = redeem(by("anna", coupon));
        time.advance(Duration.ofNanos(1));
        RedemptionOutcome at = redeem(by("anna", coupon));

        assertThat(codes(before)).containsExactly("not_started");
        assertThat(at).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_aroundEnd_isRedeemedBeforeAndRefusedAtIt() {
        Instant end = NOON.plusSeconds(60);
        RedeemableId coupon =
                issued(issuer, aCoupon().validity(Validity.until(end)).build());

        time.advance(Duration.ofSeconds(60).minusNanos(1));
        RedemptionOutcome before = redeem(by("anna", coupon));
        time.advance(Duration.ofNanos(1));
        RedemptionOutcome at = redeem(by("anna", coupon));

        assertThat(before).isInstanceOf(Redeemed.class);
        assertThat(codes(at)).containsExactly("expired");
    }

    @Test
    void redeem_upToTotalLimit_isRefusedBeyondIt() {
        RedeemableId coupon = issued(issuer, aCoupon().totalLimit(2).build());

        redeemed(redeem(by("anna", coupon)));
        redeemed(redeem(by("berta", coupon)));

        assertThat(codes(redeem(by("clara", coupon)))).containsExactly("total_limit_reached");
        assertThat(usage(coupon).redemptions()).isEqualTo(2);
    }

    @Test
    void redeem_upToUserLimit_isRefusedForThatUserOnly() {
        RedeemableId coupon = issued(issuer, aCoupon().perUserLimit(2).build());

        redeemed(redeem(by("anna", coupon)));
        redeemed(redeem(by("anna", coupon)));

        assertThat(codes(redeem(by("anna", coupon)))).containsExactly("user_limit_reached");
        assertThat(redeem(by("berta", coupon))).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_newUsersOnly_isRefusedOnceTheUserHasRedeemedAnyCoupon() {
        RedeemableId any = issued(issuer, aCoupon().build());
        RedeemableId welcome =
                issued(issuer, aCoupon().audience(Audience.NEW_USERS).build());

        redeemed(redeem(by("anna", any)));

        assertThat(codes(redeem(by("anna", welcome)))).containsExactly("new_users_only");
        assertThat(redeem(by("berta", welcome))).isInstanceOf(Redeemed.class);
        assertThat(codes(redeem(by("berta", welcome)))).containsExactly("new_users_only");
    }

    @Test
    void redeem_existingUsersOnly_isRefusedUntilTheUserHasRedeemedAnyCoupon() {
        RedeemableId any = issued(issuer, aCoupon().build());
        RedeemableId voucher = issued(issuer, aVoucher().build());
        RedeemableId loyal =
                issued(issuer, aCoupon().audience(Audience.EXISTING_USERS).build());

        redeemed(redeem(by("anna", voucher)));
        RedemptionOutcome afterVoucher = redeem(by("anna", loyal));
        redeemed(redeem(by("anna", any)));
        RedemptionOutcome afterCoupon = redeem(by("anna", loyal));

        assertThat(codes(afterVoucher)).containsExactly("existing_users_only");
        assertThat(afterCoupon).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_usedVoucher_isRefused() {
        RedeemableId voucher = issued(issuer, aVoucher().build());

        redeemed(redeem(by("anna", voucher)));

        assertThat(codes(redeem(by("anna", voucher)))).containsExactly("already_redeemed");
        assertThat(usage(voucher).redeemed()).isTrue();
        assertThat(usage(voucher).redeemedAt()).isEqualTo(NOON.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void redeem_multiUseVoucher_isRedeemedAgain() {
        RedeemableId voucher = issued(issuer, aVoucher().singleUse(false).build());

        redeemed(redeem(by("anna", voucher)));

        assertThat(redeem(by("berta", voucher))).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_giftCard_spendsToTheLastCentAndNotBelow() {
        RedeemableId card = issued(issuer, aCard("10.00").build());

        redeemed(redeem(spending("9.99", card)));
        RedemptionOutcome tooMuch = redeem(spending("0.02", card));
        redeemed(redeem(spending("0.01", card)));

        assertThat(codes(tooMuch)).containsExactly("balance_too_low");
        assertThat(usage(card).balance()).hasToString("0.00");
        assertThat(codes(redeem(spending("0.01", card)))).containsExactly("balance_too_low");
    }

    @Test
    void redeem_giftCardWithoutValueOrWithTooManyDecimals_isRefused() {
        RedeemableId card = issued(issuer, aCard("10").build());

        RedemptionOutcome without =
                redeem(attempt(RedemptionRequest.builder(card).build()));
        RedemptionOutcome zero = redeem(spending("0", card));
        RedemptionOutcome fine = redeem(spending("0.001", card));

        assertThat(codes(without)).containsExactly("value_required");
        assertThat(codes(zero)).containsExactly("value_not_positive");
        assertThat(codes(fine)).containsExactly("too_many_decimals");
        assertThat(usage(card).redemptions()).isZero();
    }

    @Test
    void redeem_withoutAnyRule_stillKeepsTheBalance() {
        InMemoryRedemptionPort lax = InMemoryRedemptionPort.builder()
                .requestRules(RuleSet.empty())
                .stateRules(RuleSet.empty())
                .maxScale(4)
                .build();
        RedeemableId card = issued(lax, aCard("1").build());

        RedemptionOutcome tooMuch = await(lax.redeem(spending("1.0001", card)));
        RedemptionOutcome nothing =
                await(lax.redeem(attempt(RedemptionRequest.builder(card).build())));

        assertThat(codes(tooMuch)).containsExactly("balance_too_low");
        assertThat(codes(nothing)).containsExactly("value_required");
        assertThat(await(lax.redeem(spending("1.0000", card)))).isInstanceOf(Redeemed.class);
        assertThat(lax.capabilities().maxScale()).isEqualTo(4);
    }

    @Test
    void redeem_ownRule_refusesWithItsOwnCode() {
        ViolationCode small = ViolationCode.of("acme.too_small");
        InMemoryRedemptionPort strict = InMemoryRedemptionPort.builder()
                .stateRules(StandardRules.forStates().with("acme", (terms, usage, request, now) -> Violation.of(small)))
                .build();
        RedeemableId coupon = issued(strict, aCoupon().build());

        assertThat(codes(await(strict.redeem(by("anna", coupon))))).containsExactly("acme.too_small");
    }

    @Test
    void redeem_ruleThrows_failsAndChangesNothing() {
        InMemoryRedemptionPort broken = InMemoryRedemptionPort.builder()
                .stateRules(RuleSet.<StateRule>empty().with("acme", (terms, usage, request, now) -> {
                    throw new IllegalStateException("anna@example.org");
                }))
                .build();
        RedeemableId coupon = issued(broken, aCoupon().build());

        assertThat(failure(broken.redeem(by("anna", coupon))))
                .returns(FailureCode.BROKEN_RULE, RedemptionException::code)
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("anna");
        assertThat(broken.ledger(coupon)).isEmpty();
    }
}
