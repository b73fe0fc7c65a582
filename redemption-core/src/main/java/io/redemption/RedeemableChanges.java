package io.redemption;

import org.jspecify.annotations.Nullable;

/**
 * Is told what this node learned about a redeemable, before the caller is. Implemented by caches and by what carries
 * changes to other nodes. Synchronous; must not throw or block. Thread-safe.
 */
@FunctionalInterface
public interface RedeemableChanges {
    /** Nobody wants to know. */
    RedeemableChanges NONE = (id, change, redemption) -> {};

    /**
     * Tells one change.
     *
     * @param id the redeemable
     * @param change what happened
     * @param redemption the redemption that was added, or {@code null} if it is not known
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
        /** A doubt was settled. */
        SETTLED
    }

    /**
     * Which redemption changed.
     *
     * @param id its id
     * @param redemption the redemption itself, or {@code null} where only its id is known, as of a reversal
     */
    record RedemptionChange(RedemptionId id, @Nullable Redemption redemption) {}
}
