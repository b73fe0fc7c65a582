package io.redemption.tck;

import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static io.redemption.model.ViolationCode.TOTAL_LIMIT_REACHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Clauses about concurrent reversals, alone and against redeems: each redemption is restored once. */
final class ReversalRaces {
    static final List<Clause> ALL = List.of(
            clause(11, "of many reversals of a coupon redemption one restores the use", ReversalRaces::coupon),
            clause(12, "of many reversals of a card redemption one restores the value", ReversalRaces::card),
            clause(13, "of callers who redeem during a reversal one gets the restored use", ReversalRaces::against),
            clause(14, "reversals of different redemptions of a card all restore", ReversalRaces::different));

    private ReversalRaces() {}

    /** One round of a race, on its own redeemables. */
    @FunctionalInterface
    private interface Round {
        void run(ClauseContext context) throws InterruptedException;
    }

    private static Clause clause(int number, String sentence, Round round) {
        return Clause.of(Group.RACES, number, sentence, context -> {
            for (int i = 0; i < context.scale().rounds(); i++) {
                round.run(context);
            }
        });
    }

    private static List<ReversalOutcome> race(ClauseContext context, List<Redemption> redemptions)
            throws InterruptedException {
        List<Callable<ReversalOutcome>> callers = new ArrayList<>();
        redemptions.forEach(each -> callers.add(() -> context.reverse(Reversal.of(each))));
        return new Race(
                        "reverse by " + callers.size() + " callers",
                        context.scale().timeout())
                .run(callers);
    }

    private static void assertOneReversed(List<ReversalOutcome> outcomes) {
        assertThat(outcomes.stream().filter(Reversed.class::isInstance))
                .as("reversed")
                .hasSize(1);
        assertThat(outcomes.stream().filter(NothingToReverse.class::isInstance))
                .as("nothing to reverse")
                .hasSize(outcomes.size() - 1);
    }

    private static void coupon(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().totalLimit(2).build());
        Redemption stays = context.redeemed(context.data().use(id));
        Redemption redemption = context.redeemed(context.data().use(id));

        List<ReversalOutcome> outcomes =
                race(context, Collections.nCopies(context.scale().racers(), redemption));

        assertOneReversed(outcomes);
        context.activeAre(id, stays);
        if (context.restores(RestoredOnReversal.USE)) {
            context.redeemed(context.data().use(id));
        }
        context.refused(context.data().use(id), TOTAL_LIMIT_REACHED);
    }

    private static void card(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("100").build());
        context.redeemed(context.data().spend(id, "96"));
        Redemption redemption = context.redeemed(context.data().spend(id, "4"));

        List<ReversalOutcome> outcomes =
                race(context, Collections.nCopies(context.scale().racers(), redemption));

        assertOneReversed(outcomes);
        if (context.restores(RestoredOnReversal.BALANCE)) {
            LimitRaces.assertBalance(context, id, Amount.of("4"));
            context.redeemed(context.data().spend(id, "4"));
        }
        context.refused(context.data().spend(id, context.data().smallest()), BALANCE_TOO_LOW);
    }

    private static void against(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().totalLimit(1).build());
        Redemption redemption = context.redeemed(context.data().use(id));
        int racers = context.scale().racers();
        List<Callable<Object>> callers = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
            RedemptionAttempt attempt = context.data().use(id);
            boolean reverses = i % 2 == 0;
            callers.add(() -> reverses ? context.reverse(Reversal.of(redemption)) : context.redeem(attempt));
        }

        List<Object> outcomes = new Race(
                        "redeem against reverse by " + racers + " callers",
                        context.scale().timeout())
                .run(callers);

        assertOneReversed(IntStream.iterate(0, i -> i < racers, i -> i + 2)
                .mapToObj(i -> (ReversalOutcome) outcomes.get(i))
                .toList());
        List<Redemption> winners = outcomes.stream()
                .filter(Redeemed.class::isInstance)
                .map(each -> ((Redeemed) each).redemption())
                .toList();
        assertThat(winners).as("winners").hasSizeLessThanOrEqualTo(context.restores(RestoredOnReversal.USE) ? 1 : 0);
        context.activeAre(id, winners.toArray(Redemption[]::new));
    }

    private static void different(ClauseContext context) throws InterruptedException {
        int racers = context.scale().racers();
        RedeemableId id =
                context.seed(context.data().card(Integer.toString(racers)).build());
        List<Redemption> redemptions = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
            redemptions.add(context.redeemed(context.data().spend(id, "1")));
        }

        List<ReversalOutcome> outcomes = race(context, redemptions);

        assertThat(outcomes).as("outcomes").allMatch(Outcomes::isReversed);
        context.activeAre(id);
        if (context.restores(RestoredOnReversal.BALANCE)) {
            LimitRaces.assertBalance(context, id, Amount.of(Integer.toString(racers)));
            RedemptionOutcome whole = context.redeem(context.data().spend(id, Integer.toString(racers)));
            assertThat(whole).as("redeem of the whole value").isInstanceOf(Redeemed.class);
        }
    }
}
