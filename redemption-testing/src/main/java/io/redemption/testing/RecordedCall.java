package io.redemption.testing;

import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import java.util.List;

/**
 * One call that a {@link ScriptedRedemptionPort} got, and its answer so far. Holds no personal data. Immutable.
 *
 * @param number which call it was, from 1
 * @param operation what was called
 * @param redeemables what it was about, in its order; empty for a look-up by code
 * @param passedOn whether the delegate was called
 * @param applied whether the delegate answered that it redeemed or reversed, in this call or, for a replay, before
 * @param answer how the caller was answered
 */
public record RecordedCall(
        long number,
        Operation operation,
        List<RedeemableId> redeemables,
        boolean passedOn,
        boolean applied,
        Answer answer) {
    /** Copies the list. */
    public RecordedCall {
        redeemables = List.copyOf(redeemables);
    }

    /** How a call was answered. */
    public enum Answer {
        /** There is no answer yet. */
        PENDING,
        /** Redeemed, the item or the whole basket. */
        REDEEMED,
        /** Reversed. */
        REVERSED,
        /** Nothing to reverse. */
        NOTHING_TO_REVERSE,
        /** Refused, the item or the whole basket. */
        REFUSED,
        /** It may or may not have happened. */
        UNKNOWN,
        /** A read succeeded. */
        READ,
        /** The stage failed or was cancelled. */
        FAILED,
        /** The method threw. */
        THREW,
        /** The method returned null, or the stage completed with null. */
        NULL
    }
}
