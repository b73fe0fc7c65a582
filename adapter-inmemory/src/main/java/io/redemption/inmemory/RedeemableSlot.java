package io.redemption.inmemory;

import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the current {@link Snapshot} of one redeemable. A reader takes the snapshot without a lock. A writer holds the
 * locks of all slots that it writes to, taken in the order of their ids, so that there is no deadlock. Only this
 * package's own arithmetic runs under a lock, so waits are short. Thread-safe.
 */
final class RedeemableSlot {
    private static final Comparator<RedeemableSlot> BY_ID = Comparator.<RedeemableSlot, RedeemableId>comparing(
            slot -> slot.id, Comparator.comparing(RedeemableId::kind).thenComparing(RedeemableId::value));

    private final RedeemableId id;
    private final ReentrantLock lock = new ReentrantLock();
    private final RedemptionPositions positions = new RedemptionPositions();
    private volatile Snapshot snapshot;

    RedeemableSlot(Snapshot snapshot) {
        this.id = snapshot.terms().id();
        this.snapshot = snapshot;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Returns the active redemption with an id, or {@code null} if there is none. */
    @Nullable
    Redemption findActive(RedemptionId redemption) {
        Ledger ledger = snapshot.ledger();
        int position = positions.findActive(redemption, ledger);
        return position < 0 ? null : ledger.findActive(position);
    }

    boolean isOf(RedeemableId redeemable) {
        return id.equals(redeemable);
    }

    /** Returns whether nothing was published since this snapshot was read. */
    @SuppressWarnings("ReferenceEquality") // Every publication is a new object; comparing contents would take long.
    boolean isAt(Snapshot seen) {
        return snapshot == seen;
    }

    /** Replaces the snapshot; the caller holds the lock. */
    void publish(Snapshot next) {
        assert lock.isHeldByCurrentThread();
        // Before the snapshot: a reader that sees it must find what is in it.
        positions.addFrom(snapshot.ledger().size(), next.ledger());
        snapshot = next;
    }

    /** Publishes the reversal of an active redemption; the caller holds the lock. */
    void publishReversal(Redemption redemption, Instant at, ReversalPolicy reversalPolicy) {
        int position = positions.findActive(redemption.id(), snapshot.ledger());
        publish(snapshot.reversed(position, redemption, at, reversalPolicy));
    }

    /** Runs a short step while no other thread writes to this slot. */
    <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    /** Runs a short step while no other thread writes to any of these slots. */
    static <T> T locked(Collection<RedeemableSlot> slots, Supplier<T> step) {
        if (slots.size() == 1) {
            return slots.iterator().next().locked(step);
        }
        List<RedeemableSlot> ordered = slots.stream().sorted(BY_ID).toList();
        ordered.forEach(slot -> slot.lock.lock());
        try {
            return step.get();
        } finally {
            ordered.forEach(slot -> slot.lock.unlock());
        }
    }
}
