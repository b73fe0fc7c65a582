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

/** The same basket again, and other content under the ids of its attempts. */
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
                    "a basket's refusal of a used id tells whether something is redeemed under it",
                    BasketReplayClauses::reuseTells));

    private BasketReplayClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return BasketClauses.clause(number, sentence, body)
                .needing(Capability.IDEMPOTENT_ATTEMPTS, BasketReplayClauses::replayUndefined);
    }

    private static void replayUndefined(ClauseContext bench) throws InterruptedException {
        bench.lacks("what a repeated basket does is then not defined, and callers do not repeat it");
        BasketClauses.supported(bench);
    }

    private static void replay(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon = bench.seed(bench.goods().coupon().build());
        RedeemableId card = bench.seed(bench.goods().card("10").build());
        List<RedemptionAttempt> basket =
                List.of(bench.goods().use(coupon), bench.goods().spend(card, "10"));
        List<Redemption> first = BasketClauses.redeemed(bench, basket);

        BasketOutcome again = BasketClauses.redeemAll(bench, basket);

        assertThat(again)
                .as("replay")
                .isEqualTo(new AllRedeemed(
                        first.stream().map(each -> new Redeemed(each, true)).toList()));
        bench.activeAre(coupon, first.get(0));
        bench.activeAre(card, first.get(1));
    }

    private static void reused(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon = bench.seed(bench.goods().coupon().build());
        RedeemableId card = bench.seed(bench.goods().card("10").build());
        RedemptionAttempt used = bench.goods().use(coupon);
        Redemption redemption = bench.redeemed(used);
        RedemptionAttempt other = bench.goods()
                .attempt(
                        used.id(),
                        RedemptionRequest.builder(coupon).user(bench.goods().user()));

        BasketClauses.refused(bench, List.of(bench.goods().spend(card, "1"), other), Map.of(1, ATTEMPT_REUSED));

        bench.activeAre(coupon, redemption);
        bench.activeAre(card);
    }

    private static void afterReversal(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon = bench.seed(bench.goods().coupon().build());
        RedeemableId card = bench.seed(bench.goods().card("10").build());
        List<RedemptionAttempt> basket =
                List.of(bench.goods().use(coupon), bench.goods().spend(card, "3"));
        List<Redemption> first = BasketClauses.redeemed(bench, basket);

        bench.reversed(first.get(1));
        BasketClauses.refused(bench, basket, Map.of(1, ATTEMPT_REVERSED));
        bench.reversed(first.get(0));
        BasketClauses.refused(bench, basket, Map.of(0, ATTEMPT_REVERSED, 1, ATTEMPT_REVERSED));

        bench.activeAre(coupon);
        bench.activeAre(card);
    }

    private static void preparedAgain(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon = bench.seed(bench.goods().coupon().build());
        RedemptionRequest.Builder request =
                RedemptionRequest.builder(coupon).user(bench.goods().user()).email("shopper@example.com");
        RedemptionAttempt attempt = bench.goods().attempt(request);
        Redemption first = BasketClauses.redeemed(bench, List.of(attempt)).get(0);

        BasketOutcome again = BasketClauses.redeemAll(
                bench, List.of(bench.goods().attempt(attempt.id(), request.email("Shopper@Example.com"))));

        assertThat(again).as("replay").isEqualTo(new AllRedeemed(List.of(new Redeemed(first, true))));
        bench.activeAre(coupon, first);
    }

    private static void reuseTells(ClauseContext bench) throws InterruptedException {
        RedeemableId card = bench.seed(bench.goods().card("10").build());
        RedemptionAttempt redeemed = bench.goods().spend(card, "3");
        RedemptionAttempt refused = bench.goods().spend(card, "11");
        Redemption redemption = bench.redeemed(redeemed);
        bench.refused(refused, BALANCE_TOO_LOW);

        Map<Integer, Refused> refusals =
                BasketClauses.refused(bench, List.of(redeemed, refused), Map.of(0, ATTEMPT_REUSED, 1, ATTEMPT_REUSED));

        ExpectedRefusal.reused(bench, Objects.requireNonNull(refusals.get(0)), "yes");
        ExpectedRefusal.reused(bench, Objects.requireNonNull(refusals.get(1)), "no");
        bench.activeAre(card, redemption);
    }
}
