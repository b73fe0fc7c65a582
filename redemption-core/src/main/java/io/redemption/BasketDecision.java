package io.redemption;

import io.redemption.BasketAction.Append;
import io.redemption.BasketAction.Begin;
import io.redemption.BasketAction.Look;
import io.redemption.BasketAction.Reverse;
import io.redemption.BasketAction.Send;
import io.redemption.BasketAction.Stop;
import io.redemption.BasketAction.Wait;
import io.redemption.BasketStep.Status;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.RedemptionId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what to do next for a basket, from nothing but what is known of it. An intent is recorded before its step is
 * sent, and the decision to commit or to abort before anything follows from it. A basket without a recorded commit is
 * aborted by the process that finds it, which reads and reverses and never sends.
 */
final class BasketDecision {
    /** After so many looks or reversals in a row that led to nothing, a step is left to a person. */
    static final int MAX_FAILURES = 12;

    private BasketDecision() {}

    /**
     * Returns the next action of the process that runs the basket.
     *
     * @param order the order in which the steps are sent
     */
    static BasketAction ofOwner(BasketState state, List<Integer> order) {
        return state.phase() == BasketState.Phase.RUNNING ? forward(state, order) : backward(state);
    }

    /** Returns the next action of a process that found the basket: it never sends. */
    static BasketAction ofFinder(BasketState state) {
        return state.phase() == BasketState.Phase.RUNNING ? aborting("PRESUMED") : backward(state);
    }

    private static BasketAction forward(BasketState state, List<Integer> order) {
        if (state.doomed()) {
            return aborting("GIVEN_UP");
        }
        for (int i : order) {
            BasketAction next = switch (state.steps().get(i).status()) {
                case PLANNED -> new Begin(i);
                case INTENDED -> new Send(i);
                case REDEEMED -> null;
                case NOTHING -> aborting("REFUSED");
                case IN_DOUBT -> aborting("IN_DOUBT");
                case REVERSING -> aborting("REVERSING");
            };
            if (next != null) {
                return next;
            }
        }
        return new Append(BasketRecord.of(Kind.COMMITTED, null));
    }

    private static Append aborting(String reason) {
        return new Append(BasketRecord.of(Kind.ABORTING, reason));
    }

    private static BasketAction backward(BasketState state) {
        if (state.phase() != BasketState.Phase.ABORTING) {
            return new Stop();
        }
        boolean allStuck = true;
        for (int i : state.unsettled()) {
            BasketStep step = state.steps().get(i);
            BasketAction next = undo(i, step);
            if (next != null) {
                return next;
            }
            allStuck &= step.stuck();
        }
        if (state.unsettled().isEmpty()) {
            return new Append(BasketRecord.of(Kind.ABORTED, null));
        }
        return allStuck ? new Stop() : new Wait();
    }

    private static @Nullable BasketAction undo(int i, BasketStep step) {
        if (step.stuck()) {
            return null;
        }
        if (step.failures() >= MAX_FAILURES) {
            return new Append(BasketRecord.ofStep(Kind.STUCK, i, null));
        }
        if (step.triedThisRound()) {
            return null;
        }
        if (step.status() == Status.REDEEMED) {
            RedemptionId redemption = Objects.requireNonNull(step.redemption(), "a redeemed step without a redemption");
            return new Append(BasketRecord.ofRedemption(Kind.COMP_INTENT, i, redemption));
        }
        return step.status() == Status.REVERSING ? new Reverse(i) : new Look(i);
    }
}
