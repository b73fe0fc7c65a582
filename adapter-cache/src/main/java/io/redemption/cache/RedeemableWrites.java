package io.redemption.cache;

import io.redemption.model.RedemptionId;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The recent acknowledged writes of one redeemable, its doubts, and when they changed. Thread-safe. */
final class RedeemableWrites {
    private final Map<RedemptionId, AcknowledgedWrite> byRedemption = new LinkedHashMap<>();
    private volatile long generation;
    private final Set<Object> doubts = new HashSet<>();
    private volatile boolean inDoubt;
    private volatile long changedAt;

    /** Returns the number of the newest change. */
    long generation() {
        return generation;
    }

    boolean isInDoubt() {
        return inDoubt;
    }

    /** Returns when the newest change was reported, in nanoseconds of the clock. */
    long changedAt() {
        return changedAt;
    }

    /** Records a change. Sets the generation last: a thread that reads it also sees the writes. */
    synchronized void raise(long number, long now) {
        changedAt = now;
        generation = number;
    }

    /**
     * Adds a write if it is new. A removed id never comes back, because an issuer gives each id once.
     *
     * @return whether it was added
     */
    synchronized boolean add(AcknowledgedWrite write, long oldest) {
        forgetBefore(oldest);
        AcknowledgedWrite known = byRedemption.get(write.id());
        if (known != null && (!known.added() || write.added())) {
            return false;
        }
        byRedemption.remove(write.id()); // keeps the order of time
        byRedemption.put(write.id(), write);
        return true;
    }

    /** Records a write in doubt, and returns whether that is new. */
    synchronized boolean doubt(Object write) {
        boolean news = doubts.add(write);
        inDoubt = true;
        return news;
    }

    /** Settles a doubt, and returns whether there was one. The redeemable stays in doubt until all are settled. */
    synchronized boolean settle(Object write) {
        boolean news = doubts.remove(write);
        inDoubt = !doubts.isEmpty();
        return news;
    }

    /** Settles all doubts, and returns whether there was one. */
    synchronized boolean settleAll() {
        boolean news = inDoubt;
        doubts.clear();
        inDoubt = false;
        return news;
    }

    /** Returns whether a write still stands and no reversal of its redemption is in doubt. */
    synchronized boolean standsFirm(AcknowledgedWrite write) {
        return write.equals(byRedemption.get(write.id())) && !doubts.contains(write.id());
    }

    /** Drops a write that the issuer contradicts. */
    synchronized void drop(AcknowledgedWrite write) {
        byRedemption.remove(write.id(), write);
    }

    /** Returns the writes up to the change of a number and not older than a time, oldest first. */
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
