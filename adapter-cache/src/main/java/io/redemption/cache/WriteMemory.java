package io.redemption.cache;

import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionId;
import io.redemption.model.Reversal;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the writes that no answer may contradict. Each change of a redeemable has a number, and the number of its
 * newest change is its generation. An answer is valid only in the generation in which its read began.
 *
 * <p>Acknowledged writes are remembered for the retention, which is longer than the lifetime of any entry. A doubt is
 * remembered until it is settled. Thread-safe: locks are held for short steps, and no other code is called.
 *
 * <p>Not final: the reliability tests leave out one rule at a time, and show that each is needed.
 */
class WriteMemory {
    /** Stands for a doubt that was reported without an id. */
    private static final Object UNNAMED = "unnamed";

    private final TimeSource time;
    private final long retentionNanos;
    private final AtomicLong newest = new AtomicLong();
    private final AtomicLong floor = new AtomicLong();
    private final ConcurrentMap<RedeemableId, RedeemableWrites> all = new ConcurrentHashMap<>();
    private final Queue<Changed> oldestFirst = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<Reversal, Integer> reversals = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    WriteMemory(TimeSource time, Duration retention) {
        this.time = time;
        this.retentionNanos = retention.toNanos();
    }

    /** A redeemable, and when it changed in nanoseconds of the clock. */
    private record Changed(RedeemableId id, long at) {}

    /** Returns the number of the newest change of all redeemables. */
    long newest() {
        return newest.get();
    }

    /** Returns the number of a redeemable's newest change, as far as it is remembered. */
    long generation(RedeemableId id) {
        RedeemableWrites writes = all.get(id);
        return writes == null ? floor.get() : Math.max(floor.get(), writes.generation());
    }

    boolean isInDoubt(RedeemableId id) {
        RedeemableWrites writes = all.get(id);
        return writes != null && writes.isInDoubt();
    }

    /**
     * Returns whether a generation is the newest, without a doubt; for answers that live shorter than the retention.
     */
    final boolean isCurrent(RedeemableId id, long generation) {
        RedeemableWrites writes = all.get(id);
        return writes == null
                ? floor.get() == generation
                : !writes.isInDoubt() && Math.max(floor.get(), writes.generation()) == generation;
    }

    /** Returns whether an entry may be served: only in the generation in which its read began. */
    boolean allowsServing(RedeemableId id, CacheEntry<?> entry) {
        return isCurrent(id, entry.generation());
    }

    /**
     * Returns whether a caller may join a load: only one that began in the current generation, within the retention.
     */
    boolean allowsJoining(RedeemableId id, SharedLoad<?> load) {
        return isCurrent(id, load.generation(), load.begunAt());
    }

    /**
     * Returns whether an answer may be kept: only if its read began in the current generation, within the retention.
     */
    boolean allowsKeeping(RedeemableId id, long generation, long begunAt) {
        return isCurrent(id, generation, begunAt);
    }

    /** Returns whether an answer may be kept: only if the issuer's own answer passed the check against the writes. */
    boolean allowsKeeping(VerifiedRead<?> read) {
        return read.passed();
    }

    private boolean isCurrent(RedeemableId id, long generation, long begunAt) {
        return isCurrent(id, generation) && begunAt - oldest(time.nanoTime()) > 0;
    }

    /** Returns whether a redeemable changed after a moment, or less than a duration before it. */
    boolean changedSince(RedeemableId id, long moment, Duration before) {
        RedeemableWrites writes = all.get(id);
        return writes != null && writes.changedAt() - (moment - before.toNanos()) > 0;
    }

    /**
     * Records a change.
     *
     * @return whether it is new; the use cases and this decorator may both report it
     */
    boolean learn(RedeemableId id, Change change, @Nullable RedemptionChange redemption) {
        return change(id, (writes, number, now) -> switch (change) {
            case IN_DOUBT -> writes.doubt(redemption == null ? UNNAMED : nameOf(redemption));
            case SETTLED -> redemption == null ? writes.settleAll() : writes.settle(nameOf(redemption));
            case ADDED, REMOVED -> {
                if (redemption == null) {
                    yield true;
                }
                RedemptionId changed = redemption.id();
                if (changed == null) {
                    yield true;
                }
                boolean settled = change == Change.REMOVED && writes.settle(changed);
                boolean added = change == Change.ADDED;
                AcknowledgedWrite write = new AcknowledgedWrite(changed, added, redemption.redemption(), number, now);
                yield writes.add(write, oldest(now)) || settled;
            }
        });
    }

    /** Returns the key of a doubt: the attempt, or the redemption to be reversed. */
    private static Object nameOf(RedemptionChange doubt) {
        AttemptId attempt = doubt.attempt();
        RedemptionId reversed = doubt.id();
        return attempt != null ? attempt : reversed != null ? reversed : UNNAMED;
    }

    /** Ends the generation of a redeemable without an acknowledged write. */
    void end(RedeemableId id) {
        change(id, (writes, number, now) -> true);
    }

    /** Ends every generation. */
    void endAll() {
        long number = newest.incrementAndGet();
        floor.accumulateAndGet(number, Math::max);
    }

    /** Changes the writes of a redeemable, and returns whether the change is new. */
    private interface Update {
        boolean apply(RedeemableWrites writes, long number, long now);
    }

    private boolean change(RedeemableId id, Update update) {
        long now = time.nanoTime();
        AtomicBoolean news = new AtomicBoolean();
        all.compute(id, (key, known) -> {
            RedeemableWrites writes = known == null ? new RedeemableWrites() : known;
            long number = newest.incrementAndGet();
            if (update.apply(writes, number, now)) {
                writes.raise(number, now);
                news.set(true);
            }
            return writes;
        });
        oldestFirst.add(new Changed(id, now));
        sweep(oldest(now));
        return news.get();
    }

    /** Records that a reversal is sent. From now on its redemption may be gone without an acknowledgement. */
    void reversing(Reversal reversal) {
        reversals.merge(reversal, 1, Integer::sum);
    }

    /** Records that a reversal has ended, after its outcome was learned. */
    void reversed(Reversal reversal) {
        reversals.computeIfPresent(reversal, (key, underWay) -> underWay == 1 ? null : underWay - 1);
    }

    /**
     * Returns whether a write still stands and no reversal by this node is under way or in doubt. Reads the reversals
     * first: one that has ended by then was learned, so the write no longer stands.
     */
    boolean standsFirm(RedeemableId id, AcknowledgedWrite write) {
        if (!reversals.isEmpty() && reversals.containsKey(new Reversal(id, write.id()))) {
            return false;
        }
        RedeemableWrites writes = all.get(id);
        return writes != null && writes.standsFirm(write);
    }

    /** Returns the acknowledged writes of a redeemable up to a generation, oldest first. */
    List<AcknowledgedWrite> writes(RedeemableId id, long generation) {
        RedeemableWrites writes = all.get(id);
        return writes == null ? List.of() : writes.upTo(generation, oldest(time.nanoTime()));
    }

    /** Forgets a write that the issuer contradicts: another client has reversed it since. */
    void drop(RedeemableId id, AcknowledgedWrite write) {
        RedeemableWrites writes = all.get(id);
        if (writes != null) {
            writes.drop(write);
        }
    }

    private long oldest(long now) {
        return now - retentionNanos;
    }

    /** Forgets redeemables whose newest change is older than the retention. One thread sweeps; the others skip it. */
    private void sweep(long oldest) {
        if (!sweeping.compareAndSet(false, true)) {
            return;
        }
        try {
            Changed head = oldestFirst.peek();
            while (head != null && head.at() - oldest < 0) {
                oldestFirst.poll();
                all.computeIfPresent(head.id(), (id, writes) -> writes.isForgettable(oldest) ? null : writes);
                head = oldestFirst.peek();
            }
        } finally {
            sweeping.set(false);
        }
    }

    /** Returns how many redeemables are remembered. */
    int size() {
        return all.size();
    }
}
