package io.redemption.port;

import io.redemption.internal.Checks;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import org.jspecify.annotations.Nullable;

/**
 * Hears what this node learned about a redeemable, before the caller gets the answer. Implemented by caches and by
 * publishers to other nodes. Synchronous; must not throw or block. Thread-safe.
 */
@FunctionalInterface
public interface RedemptionChangeListener {
    /** Ignores all changes. */
    RedemptionChangeListener NONE = (id, change, redemption) -> {};

    /**
     * Is called for each change.
     *
     * @param id the redeemable
     * @param change what happened
     * @param redemption the redemption that was added or removed, or the write that is or was in doubt; {@code null} if
     *     it is not known. A doubt that was reported with an id is settled by the same id, or by {@code null}, which
     *     settles all
     */
    void changed(RedeemableId id, Change change, @Nullable RedemptionChange redemption);

    /** What happened. */
    enum Change {
        /** A redemption was acknowledged. */
        ADDED,
        /** A reversal was acknowledged. */
        REMOVED,
        /** A write ended in doubt. */
        IN_DOUBT,
        /** A doubt was settled. May be reported without an earlier doubt. */
        SETTLED
    }

    /**
     * The redemption that changed or may have changed. A doubt about a redemption is identified by its attempt, a doubt
     * about a reversal by the redemption to be reversed.
     *
     * @param id its id, or {@code null} where it is not known
     * @param redemption the redemption itself, or {@code null} if it is not known, as for a reversal
     * @param attempt the attempt that is or was in doubt, or {@code null} if there is none
     */
    record RedemptionChange(
            @Nullable RedemptionId id,
            @Nullable Redemption redemption,
            @Nullable AttemptId attempt) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if there is neither a redemption's id nor an attempt
         */
        public RedemptionChange {
            if (id == null && attempt == null) {
                throw Checks.unexpected("change", "no id", "a redemption's id or an attempt");
            }
        }

        /**
         * Creates a change of a redemption that was added or removed, or whose reversal is or was in doubt.
         *
         * @param id its id
         * @param redemption the redemption itself, or {@code null} where it is not known
         */
        public RedemptionChange(RedemptionId id, @Nullable Redemption redemption) {
            this(id, redemption, null);
        }

        /**
         * Returns the change of an attempt that is or was in doubt.
         *
         * @param attempt its id
         * @return the change
         */
        public static RedemptionChange of(AttemptId attempt) {
            return new RedemptionChange(null, null, attempt);
        }
    }
}
