package io.redemption.tck;

import static io.redemption.model.ViolationCode.ATTEMPT_REUSED;
import static io.redemption.model.ViolationCode.ATTEMPT_REVERSED;
import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.Capability;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Clauses about repetitions of a basket, and other content under the ids of its attempts. */
final class BasketReplayClauses {
    static final List<Clause> ALL = List.of(
            clause(8, "the same basket again gets the same redemptions", BasketReplayClauses::replay),
            clause(
                    9,
                    "a used attempt id with other content keeps the basket from being redeemed",
                    BasketReplayClauses::reused),
            clause(
                    10,
                    "a basket of which a redemption is reversed is refused, and does not redeem again",
                    BasketReplayClauses::afterReversal),
            clause(
                    11,
                    "a basket prepared again, for a user with another e-mail, is the same basket",
                    BasketReplayClauses::preparedAgain),
            clause(
                    12,
                    "a basket's refusal of a used id says whether something is redeemed under it",
                    BasketReplayClauses::reuseTells));

    private BasketReplayClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return BasketClauses.clause(number, sentence, body)
                .needing(Capability.IDEMPOTENT_ATTEMPTS, BasketReplayClauses::replayUndefined);
    }

    private static void replayUndefined(ClauseContext context) throws InterruptedException {
        context.lacks("what a repeated basket does is then not defined, and callers do not repeat it");
        BasketClauses.supported(context);
    }

    private static void replay(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(context.data().coupon().build());
        RedeemableId card = context.seed(context.data().card("10").build());
        List<RedemptionAttempt> basket =
                List.of(context.data().use(coupon), context.data().spend(card, "10"));
        List<Redemption> first = BasketClauses.redeemed(context, basket);

        BasketOutcome again = BasketClauses.redeemAll(context, basket);

        assertThat(again)
                .as("replay")
                .isEqualTo(new AllRedeemed(
                        first.stream().map(each -> new Redeemed(each, true)).toList()));
        context.activeAre(coupon, first.get(0));
        context.activeAre(card, first.get(1));
    }

    private static void reused(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(context.data().coupon().build());
        RedeemableId card = context.seed(context.data().card("10").build());
        RedemptionAttempt used = context.data().use(coupon);
        Redemption redemption = context.redeemed(used);
        RedemptionAttempt other = context.data()
                .attempt(
                        used.id(),
                        RedemptionRequest.builder(coupon).user(context.data().user()));

        BasketClauses.refused(context, List.of(context.data().spend(card, "1"), other), Map.of(1, ATTEMPT_REUSED));

        context.activeAre(coupon, redemption);
        context.activeAre(card);
    }

    private static void afterReversal(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(context.data().coupon().build());
        RedeemableId card = context.seed(context.data().card("10").build());
        List<RedemptionAttempt> basket =
                List.of(context.data().use(coupon), context.data().spend(card, "3"));
        List<Redemption> first = BasketClauses.redeemed(context, basket);

        context.reversed(first.get(1));
        BasketClauses.refused(context, basket, Map.of(1, ATTEMPT_REVERSED));
        context.reversed(first.get(0));
        BasketClauses.refused(context, basket, Map.of(0, ATTEMPT_REVERSED, 1, ATTEMPT_REVERSED));

        context.activeAre(coupon);
        context.activeAre(card);
    }

    private static void preparedAgain(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(context.data().coupon().build());
        RedemptionRequest.Builder request =
                RedemptionRequest.builder(coupon).user(context.data().user()).email("shopper@example.com");
        RedemptionAttempt attempt = context.data().attempt(request);
        Redemption first = BasketClauses.redeemed(context, List.of(attempt)).get(0);

        BasketOutcome again = BasketClauses.redeemAll(
                context, List.of(context.data().attempt(attempt.id(), request.email("Shopper@Example.com"))));

        assertThat(again).as("replay").isEqualTo(new AllRedeemed(List.of(new Redeemed(first, true))));
        context.activeAre(coupon, first);
    }

    private static void reuseTells(ClauseContext context) throws InterruptedException {
        RedeemableId card = context.seed(context.data().card("10").build());
        RedemptionAttempt redeemed = context.data().spend(card, "3");
        RedemptionAttempt refused = context.data().spend(card, "11");
        Redemption redemption = context.redeemed(redeemed);
        context.refused(refused, BALANCE_TOO_LOW);

        Map<Integer, Refused> refusals = BasketClauses.refused(
                context, List.of(redeemed, refused), Map.of(0, ATTEMPT_REUSED, 1, ATTEMPT_REUSED));

        ExpectedRefusal.reused(context, Objects.requireNonNull(refusals.get(0)), "yes");
        ExpectedRefusal.reused(context, Objects.requireNonNull(refusals.get(1)), "no");
        context.activeAre(card, redemption);
    }
}
