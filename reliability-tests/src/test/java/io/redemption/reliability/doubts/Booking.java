package io.redemption.reliability.doubts;

import io.redemption.model.AttemptId;
import io.redemption.model.Redemption;
import io.redemption.model.TransactionId;
import org.jspecify.annotations.Nullable;

/** A redemption in the issuer's own record, with what its lists make of it. */
final class Booking {
    final Redemption redemption;

    /** The attempt that it was made for; {@code null} for those of others. */
    final @Nullable AttemptId attempt;

    /** Whether it is what was asked for. */
    final boolean isAsAsked;

    /** How lists show it. */
    final Redemption listed;

    final long visibleFromNanos;
    boolean isGone;
    long goneAtNanos;
    long hiddenFromNanos = Long.MAX_VALUE;

    /**
     * Records a redemption.
     *
     * @param listedTransaction the transaction id that lists show
     * @param visibleFromNanos when lists show it first
     */
    Booking(
            Redemption redemption,
            @Nullable AttemptId attempt,
            boolean isAsAsked,
            @Nullable TransactionId listedTransaction,
            long visibleFromNanos) {
        this.redemption = redemption;
        this.attempt = attempt;
        this.isAsAsked = isAsAsked;
        this.listed = redemption.toBuilder().transactionId(listedTransaction).build();
        this.visibleFromNanos = visibleFromNanos;
    }

    boolean isListedAt(long nanos) {
        return visibleFromNanos <= nanos && nanos < hiddenFromNanos;
    }
}
