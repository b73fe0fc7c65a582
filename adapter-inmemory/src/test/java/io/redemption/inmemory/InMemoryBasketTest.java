package io.redemption.inmemory;

import static io.redemption.inmemory.MemoryFixtures.aCard;
import static io.redemption.inmemory.MemoryFixtures.aCoupon;
import static io.redemption.inmemory.MemoryFixtures.aVoucher;
import static io.redemption.inmemory.MemoryFixtures.await;
import static io.redemption.inmemory.MemoryFixtures.by;
import static io.redemption.inmemory.MemoryFixtures.codes;
import static io.redemption.inmemory.MemoryFixtures.failure;
import static io.redemption.inmemory.MemoryFixtures.issued;
import static io.redemption.inmemory.MemoryFixtures.spending;
import static io.redemption.inmemory.MemoryFixtures.withId;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Audience;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryBasketTest {
    private final InMemoryRedemptionPort issuer = MemoryFixtures.anIssuer();

    private BasketOutcome redeemAll(RedemptionAttempt... attempts) {
        return await(issuer.redeemAll(List.of(attempts)));
    }

    @Test
    void redeemAll_differentKinds_redeemsAllInTheirOrder() {
        RedeemableId coupon = issued(issuer, aCoupon().build());
        RedeemableId voucher = issued(issuer, aVoucher().build());
        RedeemableId card = issued(issuer, aCard("10").build());

        BasketOutcome outcome = redeemAll(spending("3", card), by("anna", voucher), by("anna", coupon));

        assertThat(((AllRedeemed) outcome).redeemed())
                .extracting(redeemed -> redeemed.redemption().redeemable())
                .containsExactly(card, voucher, coupon);
        assertThat(issuer.ledger(card)).hasSize(1);
        assertThat(issuer.ledger(voucher)).hasSize(1);
        assertThat(issuer.ledger(coupon)).hasSize(1);
    }

    @Test
    void redeemAll_someRefused_redeemsNoneAndTellsEach() {
        RedeemableId coupon = issued(issuer, aCoupon().active(false).build());
        RedeemableId card = issued(issuer, aCard("10").build());

        BasketOutcome outcome =
                redeemAll(by("anna", coupon), spending("3", card), by("anna", RedeemableId.voucher("nowhere")));

        assertThat(codes(outcome, 0)).containsExactly("inactive");
        assertThat(codes(outcome, 1)).isEmpty();
        assertThat(codes(outcome, 2)).containsExactly("unknown_redeemable");
        assertThat(issuer.ledger(card)).isEmpty();
    }

    @Test
    void redeemAll_oneCardTwice_countsTheFirstWhenJudgingTheSecond() {
        RedeemableId card = issued(issuer, aCard("10").build());

        BasketOutcome tooMuch = redeemAll(spending("6", card), spending("4.01", card));
        BasketOutcome exact = redeemAll(spending("6", card), spending("4", card));

        assertThat(codes(tooMuch, 0)).isEmpty();
        assertThat(codes(tooMuch, 1)).containsExactly("balance_too_low");
        assertThat(exact).isInstanceOf(AllRedeemed.class);
    }

    @Test
    void redeemAll_twoWelcomeCouponsOfOneUser_refusesTheSecond() {
        RedeemableId one = issued(issuer, aCoupon().audience(Audience.NEW_USERS).build());
        RedeemableId two = issued(issuer, aCoupon().audience(Audience.NEW_USERS).build());

        BasketOutcome outcome = redeemAll(by("anna", one), by("anna", two));

        assertThat(codes(outcome, 0)).isEmpty();
        assertThat(codes(outcome, 1)).containsExactly("new_users_only");
        assertThat(redeemAll(by("anna", one), by("berta", two))).isInstanceOf(AllRedeemed.class);
    }

    @Test
    void redeemAll_emptyOrWithOneIdTwice_failsAsInvalid() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt attempt = spending("1", card);
        RedemptionAttempt sameId = withId(attempt.id(), spending("2", card));

        assertThat(failure(issuer.redeemAll(List.of())).code()).isEqualTo(FailureCode.INVALID_ARGUMENT);
        assertThat(failure(issuer.redeemAll(List.of(attempt, sameId))).code()).isEqualTo(FailureCode.INVALID_ARGUMENT);
        assertThat(issuer.ledger(card)).isEmpty();
    }
}
