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

/** Many callers take back at once, alone and against others who redeem: what is given back is given back once. */
final class ReversalRaces {
    static final List<Clause> ALL = List.of(
            clause(11, "of many reversals of a coupon redemption one gives the use back", ReversalRaces::coupon),
            clause(12, "of many reversals of a card redemption one gives the value back", ReversalRaces::card),
            clause(
                    13,
                    "whoever redeems against a reversal gets the one use that is given back",
                    ReversalRaces::against),
            clause(14, "reversals of different redemptions of a card all give back", ReversalRaces::different));

    private ReversalRaces() {}

    /** One round of a race, on redeemables of its own. */
    @FunctionalInterface
    private interface Round {
        void run(ClauseContext bench) throws InterruptedException;
    }

    private static Clause clause(int number, String sentence, Round round) {
        return Clause.of(Group.RACES, number, sentence, bench -> {
            for (int i = 0; i < bench.scale().rounds(); i++) {
                round.run(bench);
            }
        });
    }

    private static List<ReversalOutcome> race(ClauseContext bench, List<Redemption> redemptions)
            throws InterruptedException {
        List<Callable<ReversalOutcome>> callers = new ArrayList<>();
        redemptions.forEach(each -> callers.add(() -> bench.reverse(Reversal.of(each))));
        return new Race(
                        "reverse by " + callers.size() + " callers",
                        bench.scale().timeout())
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

    private static void coupon(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().totalLimit(2).build());
        Redemption stays = bench.redeemed(bench.goods().use(id));
        Redemption redemption = bench.redeemed(bench.goods().use(id));

        List<ReversalOutcome> outcomes =
                race(bench, Collections.nCopies(bench.scale().racers(), redemption));

        assertOneReversed(outcomes);
        bench.activeAre(id, stays);
        if (bench.givesBack(RestoredOnReversal.USE)) {
            bench.redeemed(bench.goods().use(id));
        }
        bench.refused(bench.goods().use(id), TOTAL_LIMIT_REACHED);
    }

    private static void card(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().card("100").build());
        bench.redeemed(bench.goods().spend(id, "96"));
        Redemption redemption = bench.redeemed(bench.goods().spend(id, "4"));

        List<ReversalOutcome> outcomes =
                race(bench, Collections.nCopies(bench.scale().racers(), redemption));

        assertOneReversed(outcomes);
        if (bench.givesBack(RestoredOnReversal.BALANCE)) {
            LimitRaces.assertBalance(bench, id, Amount.of("4"));
            bench.redeemed(bench.goods().spend(id, "4"));
        }
        bench.refused(bench.goods().spend(id, bench.goods().smallest()), BALANCE_TOO_LOW);
    }

    private static void against(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().totalLimit(1).build());
        Redemption redemption = bench.redeemed(bench.goods().use(id));
        int racers = bench.scale().racers();
        List<Callable<Object>> callers = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
            RedemptionAttempt attempt = bench.goods().use(id);
            boolean reverses = i % 2 == 0;
            callers.add(() -> reverses ? bench.reverse(Reversal.of(redemption)) : bench.redeem(attempt));
        }

        List<Object> outcomes = new Race(
                        "redeem against reverse by " + racers + " callers",
                        bench.scale().timeout())
                .run(callers);

        assertOneReversed(IntStream.iterate(0, i -> i < racers, i -> i + 2)
                .mapToObj(i -> (ReversalOutcome) outcomes.get(i))
                .toList());
        List<Redemption> winners = outcomes.stream()
                .filter(Redeemed.class::isInstance)
                .map(each -> ((Redeemed) each).redemption())
                .toList();
        assertThat(winners).as("winners").hasSizeLessThanOrEqualTo(bench.givesBack(RestoredOnReversal.USE) ? 1 : 0);
        bench.activeAre(id, winners.toArray(Redemption[]::new));
    }

    private static void different(ClauseContext bench) throws InterruptedException {
        int racers = bench.scale().racers();
        RedeemableId id =
                bench.seed(bench.goods().card(Integer.toString(racers)).build());
        List<Redemption> redemptions = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
            redemptions.add(bench.redeemed(bench.goods().spend(id, "1")));
        }

        List<ReversalOutcome> outcomes = race(bench, redemptions);

        assertThat(outcomes).as("outcomes").allMatch(each -> each instanceof Reversed);
        bench.activeAre(id);
        if (bench.givesBack(RestoredOnReversal.BALANCE)) {
            LimitRaces.assertBalance(bench, id, Amount.of(Integer.toString(racers)));
            RedemptionOutcome whole = bench.redeem(bench.goods().spend(id, Integer.toString(racers)));
            assertThat(whole).as("redeem of the whole value").isInstanceOf(Redeemed.class);
        }
    }
}
