package io.redemption;

import io.redemption.BasketStep.Status;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.RedemptionId;
import io.redemption.model.Ticket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is known of a basket: the sum of its records. Records that repeat or come late add nothing, because two
 * processes may undo one basket at once. Immutable.
 *
 * @param phase how far the whole is
 * @param doomed whether this process must not send any more although the journal does not say so yet
 * @param steps the steps by their positions
 * @param begun the positions of the steps that may have been sent, the oldest first
 */
record BasketState(Phase phase, boolean doomed, List<BasketStep> steps, List<Integer> begun) {
    enum Phase {
        NEW,
        RUNNING,
        ABORTING,
        COMMITTED,
        ABORTED
    }

    static final BasketState NEW = new BasketState(Phase.NEW, false, List.of(), List.of());

    static BasketState of(List<BasketRecord> records) {
        BasketState state = NEW;
        for (BasketRecord record : records) {
            state = state.after(record);
        }
        return state;
    }

    BasketState after(BasketRecord record) {
        return switch (record.kind()) {
            case STARTED ->
                new BasketState(
                        Phase.RUNNING, false, Collections.nCopies(record.plan().size(), BasketStep.PLANNED), List.of());
            case ABORTING -> in(Phase.ABORTING);
            case COMMITTED -> in(Phase.COMMITTED);
            case ABORTED -> in(Phase.ABORTED);
            case INTENT, DONE, REFUSED, IN_DOUBT, COMP_INTENT, COMP_DONE, STUCK -> afterStep(record);
        };
    }

    private BasketState in(Phase next) {
        return new BasketState(next, doomed, steps, begun);
    }

    private BasketState afterStep(BasketRecord record) {
        int i = record.step();
        BasketStep before = steps.get(i);
        BasketState known = record.kind() == Kind.INTENT ? beginning(i) : this;
        return known.with(i, step -> before.status() == Status.NOTHING ? step : next(step, record));
    }

    private static BasketStep next(BasketStep step, BasketRecord record) {
        Ticket ticket = record.ticket() == null ? step.ticket() : record.ticket();
        RedemptionId redemption = record.redemption() == null ? step.redemption() : record.redemption();
        return switch (record.kind()) {
            case INTENT -> step.with(Status.INTENDED, ticket, redemption);
            case DONE -> step.with(Status.REDEEMED, ticket, redemption);
            case IN_DOUBT -> step.with(Status.IN_DOUBT, ticket, redemption);
            case COMP_INTENT -> step.with(Status.REVERSING, ticket, redemption);
            case REFUSED, COMP_DONE -> step.with(Status.NOTHING, ticket, redemption);
            case STUCK -> step.stopped();
            case STARTED, ABORTING, COMMITTED, ABORTED -> step;
        };
    }

    private BasketState beginning(int i) {
        if (begun.contains(i)) {
            return this;
        }
        List<Integer> longer = new ArrayList<>(begun);
        longer.add(i);
        return new BasketState(phase, doomed, steps, List.copyOf(longer));
    }

    BasketState with(int i, UnaryOperator<BasketStep> change) {
        List<BasketStep> changed = new ArrayList<>(steps);
        changed.set(i, change.apply(steps.get(i)));
        return new BasketState(phase, doomed, List.copyOf(changed), begun);
    }

    /** Returns the state of a process that must not send any more. */
    BasketState toDoom() {
        return new BasketState(phase, true, steps, begun);
    }

    BasketState eachStep(UnaryOperator<BasketStep> change) {
        return new BasketState(phase, doomed, steps.stream().map(change).toList(), begun);
    }

    /** Returns the positions of the steps that may still be redeemed, the newest first. */
    List<Integer> unsettled() {
        List<Integer> positions = new ArrayList<>(
                begun.stream().filter(i -> !steps.get(i).isSettled()).toList());
        Collections.reverse(positions);
        return positions;
    }

    boolean isRedeemed() {
        return steps.stream().allMatch(step -> step.status() == Status.REDEEMED);
    }
}
