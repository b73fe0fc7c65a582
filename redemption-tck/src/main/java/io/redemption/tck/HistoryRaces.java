package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.Capability;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.tck.history.AccountHistory;
import io.redemption.tck.history.LinearizabilityChecker;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/** Clauses about many callers that redeem, reverse and read one redeemable: what they saw is linearizable. */
final class HistoryRaces {
    static final List<Clause> ALL = List.of(
            clause(21, "mixed calls on a coupon are linearizable", HistoryRaces::coupon, true),
            clause(22, "mixed calls on a card are linearizable", HistoryRaces::card, false),
            clause(23, "mixed calls on a voucher are linearizable", (context, calls) -> voucher(context), true));

    private HistoryRaces() {}

    private static Clause clause(
            int number, String sentence, BiFunction<ClauseContext, Integer, Redeemable> terms, boolean unitDebits) {
        return Clause.of(Group.RACES, number, sentence, context -> {
            if (!givesBackAll(context)) {
                context.lacks("reversals do not give everything back, so an account does not describe the issuer");
                return;
            }
            for (int i = 0; i < context.scale().histories(); i++) {
                check(context, terms, unitDebits, i);
            }
        });
    }

    private static boolean givesBackAll(ClauseContext context) {
        return context.restores(RestoredOnReversal.USE)
                && context.restores(RestoredOnReversal.VOUCHER)
                && context.restores(RestoredOnReversal.BALANCE);
    }

    private static void check(
            ClauseContext context, BiFunction<ClauseContext, Integer, Redeemable> terms, boolean unitDebits, int round)
            throws InterruptedException {
        ContractScale scale = context.scale();
        Redeemable issued = terms.apply(context, scale.historyThreads() * scale.historyCalls());
        RedeemableId id = context.seed(issued);
        long capacity = issued.fold(
                coupon -> Objects.requireNonNull(coupon.totalLimit()).max(),
                voucher -> 1L,
                card -> Objects.requireNonNull(card.issuedValue()).tenThousandths());

        AccountHistory history = new MixedCalls(context, id, capacity, unitDebits, scale.seed() + round).run();

        assertThat(LinearizabilityChecker.isLinearizable(history))
                .as("linearizable, round " + round + " of seed " + scale.seed() + ": " + history)
                .isTrue();
        if (!context.can(Capability.PROVEN_HISTORY)) {
            context.lacks("the port does not declare PROVEN_HISTORY; histories that are not proven were left out");
        }
    }

    private static Redeemable coupon(ClauseContext context, int calls) {
        return context.data().coupon().totalLimit(Math.max(1, calls / 5)).build();
    }

    private static Redeemable card(ClauseContext context, int calls) {
        return context.data()
                .card(Amount.of(Integer.toString(calls)).toString())
                .build();
    }

    private static Redeemable voucher(ClauseContext context) {
        return context.data().voucher().build();
    }
}
