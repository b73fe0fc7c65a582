package io.redemption.cache;

import io.redemption.model.RedemptionId;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What this node knows of one redeemable: recent facts, whether it is in doubt, and when that changed. Thread-safe. */
final class RedeemableWrites {
    private final Map<RedemptionId, AcknowledgedWrite> byRedemption = new LinkedHashMap<>();
    private volatile long generation;
    private final Set<Object> doubts = new HashSet<>();
    private volatile boolean inDoubt;
    private volatile long changedAt;

    /** The number of the newest change. */
    long generation() {
        return generation;
    }

    boolean isInDoubt() {
        return inDoubt;
    }

    /** When the newest change was told, in nanoseconds of the clock. */
    long changedAt() {
        return changedAt;
    }

    /** Notes a change. The generation is raised last: whoever sees it sees the facts too. */
    synchronized void raise(long number, long now) {
        changedAt = now;
        generation = number;
    }

    /**
     * Adds a fact, if it tells anything new. An id that was removed never comes back, because an issuer gives each id
     * once.
     *
     * @return whether it did
     */
    synchronized boolean add(AcknowledgedWrite write, long oldest) {
        forgetBefore(oldest);
        AcknowledgedWrite known = byRedemption.get(write.id());
        if (known != null && (!known.added() || write.added())) {
            return false;
        }
        byRedemption.remove(write.id()); // so that the order is that of time
        byRedemption.put(write.id(), write);
        return true;
    }

    /** A write is in doubt; tells whether that is news. */
    synchronized boolean doubt(Object write) {
        boolean news = doubts.add(write);
        inDoubt = true;
        return news;
    }

    /** A doubt is settled; tells whether there was one. The redeemable is in doubt until all are. */
    synchronized boolean settle(Object write) {
        boolean news = doubts.remove(write);
        inDoubt = !doubts.isEmpty();
        return news;
    }

    /** All doubts are settled; tells whether there was one. */
    synchronized boolean settleAll() {
        boolean news = inDoubt;
        doubts.clear();
        inDoubt = false;
        return news;
    }

    /** Whether a fact stands, and no reversal of its redemption is in doubt. */
    synchronized boolean standsFirm(AcknowledgedWrite write) {
        return write.equals(byRedemption.get(write.id())) && !doubts.contains(write.id());
    }

    /** Drops a fact that the issuer contradicts. */
    synchronized void drop(AcknowledgedWrite write) {
        byRedemption.remove(write.id(), write);
    }

    /** The facts that were told up to a change, and not before a time, oldest first. */
    synchronized List<AcknowledgedWrite> upTo(long number, long oldest) {
        forgetBefore(oldest);
        return byRedemption.values().stream()
                .filter(write -> write.number() <= number && write.learnedAt() - oldest >= 0)
                .toList();
    }

    private void forgetBefore(long oldest) {
        Iterator<AcknowledgedWrite> writes = byRedemption.values().iterator();
        while (writes.hasNext() && writes.next().learnedAt() - oldest < 0) {
            writes.remove();
        }
    }

    boolean isForgettable(long oldest) {
        return !inDoubt && changedAt - oldest < 0;
    }
}
