package io.redemption.inmemory;

import static io.redemption.inmemory.MemoryFixtures.aCard;
import static io.redemption.inmemory.MemoryFixtures.aCoupon;
import static io.redemption.inmemory.MemoryFixtures.await;
import static io.redemption.inmemory.MemoryFixtures.by;
import static io.redemption.inmemory.MemoryFixtures.codes;
import static io.redemption.inmemory.MemoryFixtures.issued;
import static io.redemption.inmemory.MemoryFixtures.redeemed;
import static io.redemption.inmemory.MemoryFixtures.spending;
import static io.redemption.inmemory.MemoryFixtures.withId;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Validity;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryReplayTest {
    private final StandingTime time = MemoryFixtures.noon();
    private final InMemoryRedemptionPort issuer =
            InMemoryRedemptionPort.builder().time(time).build();

    private RedemptionOutcome redeem(RedemptionAttempt attempt) {
        return await(issuer.redeem(attempt));
    }

    private BasketOutcome redeemAll(RedemptionAttempt... attempts) {
        return await(issuer.redeemAll(List.of(attempts)));
    }

    @Test
    void redeem_sameAttemptAgain_answersTheSameRedemptionAndRecordsOne() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt attempt = spending("4", card);

        Redemption first = redeemed(redeem(attempt));
        time.advance(Duration.ofDays(1));
        RedemptionOutcome again = redeem(attempt);

        assertThat(again).isEqualTo(new Redeemed(first, true));
        assertThat(issuer.ledger(card)).hasSize(1);
    }

    @Test
    void redeem_sameAttemptAfterItsReversal_isRefusedAndRedeemsNothing() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt attempt = spending("4", card);
        Redemption first = redeemed(redeem(attempt));
        await(issuer.reverse(Reversal.of(first)));

        RedemptionOutcome again = redeem(attempt);

        assertThat(again).isEqualTo(Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED)));
        assertThat(issuer.ledger(card)).hasSize(2);
    }

    @Test
    void redeem_refusedAttemptAgain_isRefusedAgainThoughItWouldPassNow() {
        RedeemableId coupon = issued(
                issuer,
                aCoupon().validity(Validity.from(time.now().plusSeconds(60))).build());
        RedemptionAttempt early = by("anna", coupon);

        RedemptionOutcome first = redeem(early);
        time.advance(Duration.ofSeconds(60));

        assertThat(redeem(early)).isEqualTo(first);
        assertThat(redeem(by("anna", coupon))).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_sameIdOtherContent_isRefusedAsReused() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedeemableId other = issued(issuer, aCard("10").build());
        RedemptionAttempt attempt = spending("4", card);
        redeemed(redeem(attempt));

        RedemptionOutcome otherValue = redeem(withId(attempt.id(), spending("5", card)));
        RedemptionOutcome otherCard = redeem(withId(attempt.id(), spending("4", other)));

        assertThat(codes(otherValue)).containsExactly("attempt_reused");
        assertThat(codes(otherCard)).containsExactly("attempt_reused");
        assertThat(issuer.ledger(other)).isEmpty();
        assertThat(redeem(attempt)).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_sameAttemptAfterReversalOfAnother_answersItsRedemption() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt attempt = spending("4", card);
        Redemption first = redeemed(redeem(attempt));
        Redemption duplicate = redeemed(redeem(withId(AttemptId.of("duplicate"), attempt)));
        await(issuer.reverse(Reversal.of(duplicate)));

        assertThat(redeem(attempt)).isEqualTo(new Redeemed(first, true));
    }

    @Test
    void redeem_sameIdOtherContent_tellsWhetherItsRedemptionStands() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt redeemed = spending("4", card);
        RedemptionAttempt refused = spending("11", card);
        RedemptionAttempt reversed = spending("5", card);
        redeemed(redeem(redeemed));
        redeem(refused);
        await(issuer.reverse(Reversal.of(redeemed(redeem(reversed)))));

        assertThat(redeem(withId(redeemed.id(), spending("1", card)))).isEqualTo(reused("yes"));
        assertThat(redeem(withId(refused.id(), spending("1", card)))).isEqualTo(reused("no"));
        assertThat(redeem(withId(reversed.id(), spending("1", card)))).isEqualTo(reused("no"));
        assertThat(((NoneRedeemed) redeemAll(redeemed, reversed)).refusals())
                .isEqualTo(Map.of(0, reused("yes"), 1, reused("no")));
    }

    private static Refused reused(String redeemed) {
        return Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED, "redeemed", redeemed));
    }

    @Test
    void redeemAll_sameBasketAfterAReversal_isRefusedAtItsPositionAndOneOfItAloneAsWell() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt one = spending("4", card);
        RedemptionAttempt two = spending("5", card);
        AllRedeemed first = (AllRedeemed) redeemAll(one, two);
        await(issuer.reverse(Reversal.of(first.redeemed().get(1).redemption())));

        BasketOutcome again = redeemAll(one, two);

        assertThat(codes(again, 0)).isEmpty();
        assertThat(codes(again, 1)).containsExactly("attempt_reversed");
        assertThat(codes(redeem(two))).containsExactly("attempt_reversed");
        assertThat(redeem(one)).isInstanceOf(Redeemed.class);
        assertThat(issuer.ledger(card)).hasSize(3);
    }

    @Test
    void redeem_refusalBeyondWhatIsRemembered_isEvaluatedAgain() {
        InMemoryRedemptionPort forgetful =
                InMemoryRedemptionPort.builder().maxRememberedRefusals(1).build();
        RedeemableId nowhere = RedeemableId.coupon("later");
        RedemptionAttempt first = by("anna", nowhere);
        RedemptionAttempt second = by("berta", nowhere);
        await(forgetful.redeem(first));
        await(forgetful.redeem(second));
        issued(forgetful, Coupon.builder("later", Discount.fixed("1")).build());

        assertThat(await(forgetful.redeem(second))).isInstanceOf(Refused.class);
        assertThat(await(forgetful.redeem(first))).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeemAll_sameBasketAgain_answersTheSameRedemptions() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt one = spending("4", card);
        RedemptionAttempt two = spending("5", card);

        AllRedeemed first = (AllRedeemed) redeemAll(one, two);
        AllRedeemed again = (AllRedeemed) redeemAll(one, two);

        assertThat(first.redeemed()).noneMatch(Redeemed::replayed);
        assertThat(again.redeemed()).allMatch(Redeemed::replayed);
        assertThat(again.redeemed())
                .extracting(Redeemed::redemption)
                .isEqualTo(first.redeemed().stream().map(Redeemed::redemption).toList());
        assertThat(issuer.ledger(card)).hasSize(2);
    }

    @Test
    void redeemAll_refusedBasketAgain_isRefusedAgain() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt one = spending("4", card);
        RedemptionAttempt two = spending("7", card);

        BasketOutcome first = redeemAll(one, two);

        assertThat(first).isInstanceOf(NoneRedeemed.class);
        assertThat(redeemAll(one, two)).isEqualTo(first);
    }

    @Test
    void redeemAll_aroundKnownAttempts_isRefusedAsReusedForThese() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt known = spending("4", card);
        RedemptionAttempt fresh = spending("1", card);
        redeemed(redeem(known));

        BasketOutcome outcome = redeemAll(fresh, known);

        assertThat(codes(outcome, 0)).isEmpty();
        assertThat(codes(outcome, 1)).containsExactly("attempt_reused");
        assertThat(redeem(fresh)).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeemAll_otherOrderOrPartOfAKnownBasket_isRefusedAsReused() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt one = spending("1", card);
        RedemptionAttempt two = spending("2", card);
        redeemAll(one, two);

        NoneRedeemed swapped = (NoneRedeemed) redeemAll(two, one);
        NoneRedeemed part = (NoneRedeemed) redeemAll(one);

        assertThat(swapped.refusals()).containsOnlyKeys(0, 1);
        assertThat(part.refusals()).containsOnlyKeys(0);
        assertThat(issuer.ledger(card)).hasSize(2);
    }

    @Test
    void redeem_oneOfARedeemedBasket_answersItsRedemption() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt one = spending("1", card);
        RedemptionAttempt two = spending("2", card);
        AllRedeemed basket = (AllRedeemed) redeemAll(one, two);

        Redemption alone = redeemed(redeem(two));

        assertThat(alone).isEqualTo(basket.redeemed().get(1).redemption());
    }

    @Test
    void redeem_oneOfARefusedBasket_isRefusedForItsReasonsOrAsReused() {
        RedeemableId card = issued(issuer, aCard("10").build());
        RedemptionAttempt one = spending("1", card);
        RedemptionAttempt two = spending("20", card);
        redeemAll(one, two);

        assertThat(codes(redeem(one))).containsExactly("attempt_reused");
        assertThat(codes(redeem(two))).containsExactly("balance_too_low");
    }
}
