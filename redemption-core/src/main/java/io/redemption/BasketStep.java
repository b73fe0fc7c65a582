package io.redemption;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionId;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one step of a basket. Immutable.
 *
 * @param status how far it is
 * @param ticket by which it can be looked for; {@code null} before its intent
 * @param redemption what it redeemed; {@code null} if that is not known
 * @param failures how many looks and reversals in a row led to nothing
 * @param triedThisRound whether it had its turn
 * @param stuck whether nothing more is tried
 */
record BasketStep(
        Status status,
        @Nullable Ticket ticket,
        @Nullable RedemptionId redemption,
        int failures,
        boolean triedThisRound,
        boolean stuck) {
    static final BasketStep PLANNED = new BasketStep(Status.PLANNED, null, null, 0, false, false);

    enum Status {
        PLANNED,
        /** It may have been sent. */
        INTENDED,
        REDEEMED,
        /** It certainly changed nothing, or nothing of it is redeemed any more. */
        NOTHING,
        IN_DOUBT,
        /** Its redemption may be reversed by now. */
        REVERSING
    }

    BasketStep with(Status next, @Nullable Ticket nextTicket, @Nullable RedemptionId nextRedemption) {
        return new BasketStep(next, nextTicket, nextRedemption, 0, false, false);
    }

    BasketStep failed() {
        return new BasketStep(status, ticket, redemption, failures + 1, true, stuck);
    }

    /** Is looked for by another ticket from now on. */
    BasketStep withTicket(Ticket next) {
        return new BasketStep(status, next, redemption, failures, triedThisRound, stuck);
    }

    /** Had its turn, and it is too early to know more. */
    BasketStep tried() {
        return new BasketStep(status, ticket, redemption, failures, true, stuck);
    }

    BasketStep nextRound() {
        return new BasketStep(status, ticket, redemption, failures, false, stuck);
    }

    BasketStep stopped() {
        return new BasketStep(status, ticket, redemption, failures, triedThisRound, true);
    }

    BasketStep resumed() {
        return new BasketStep(status, ticket, redemption, 0, false, false);
    }

    boolean isBegun() {
        return status != Status.PLANNED;
    }

    boolean isSettled() {
        return status == Status.PLANNED || status == Status.NOTHING;
    }

    /** Returns how its redemption is reversed; the step has one. */
    Reversal reversal() {
        RedeemableId redeemable =
                Objects.requireNonNull(ticket, "a step without a ticket").redeemable();
        return new Reversal(redeemable, Objects.requireNonNull(redemption, "a step without a redemption"));
    }
}
