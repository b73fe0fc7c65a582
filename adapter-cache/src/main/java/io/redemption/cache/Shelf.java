package io.redemption.cache;

import io.redemption.RedeemableId;
import io.redemption.RedemptionListener.CacheAnswer;
import io.redemption.RedemptionListener.LoadEnd;
import io.redemption.TimeSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The held answers of one kind, and the loads under way. A miss is read once, however many callers want it; a load that began
 * before a change is neither joined nor kept. Thread-safe; calls the issuer and completes callers without a lock.
 */
final class Shelf<V> {
    private final Store store;
    private final Knowledge knowledge;
    private final TimeSource time;
    private final Guards guards;
    private final Reports reports;
    private final Loader<V> loader;
    private final Function<RedeemableId, Object> keys;
    private final ConcurrentMap<RedeemableId, Load<Optional<V>>> loads = new ConcurrentHashMap<>();

    Shelf(Shared shared, Reports reports, Function<RedeemableId, Object> keys, Loader<V> loader) {
        this.store = shared.store();
        this.knowledge = shared.knowledge();
        this.time = shared.time();
        this.guards = shared.guards();
        this.reports = reports;
        this.keys = keys;
        this.loader = loader;
    }

    /** What the shelves of a port have in common. */
    record Shared(Store store, Knowledge knowledge, TimeSource time, Guards guards) {}

    /** Reads answers from the issuer, and judges whether they are kept. */
    interface Loader<V> {
        /** Begins to read. */
        Reading<Optional<V>> begin(RedeemableId id, long generation);

        /** How long an answer, {@code null} for none such, lives in nanoseconds; zero if it is never kept. */
        long lifeNanos(RedeemableId id, @Nullable V answer, long begunAt);

        /** How many redemptions and states it holds. */
        int weigh(@Nullable V answer);
    }

    /** A reading under way: its end, shared, and how to call it off. */
    record Reading<T>(CompletionStage<Checked<T>> end, Runnable callOff) {}

    /** An answer that is read for all who want it now. */
    CompletionStage<Optional<V>> load(RedeemableId id) {
        while (true) {
            Load<Optional<V>> mine = new Load<>(knowledge.generation(id), time.nanoTime());
            Load<Optional<V>> load = loads.merge(id, mine, (other, own) -> isJoinable(id, other) ? other : own);
            CompletionStage<Optional<V>> own = load.join();
            if (own != null) {
                if (load == mine) {
                    begin(id, mine);
                } else {
                    reports.read(CacheAnswer.JOINED);
                }
                return own;
            }
            loads.remove(id, load);
        }
    }

    private boolean isJoinable(RedeemableId id, Load<Optional<V>> load) {
        return !guards.joinCurrent() || knowledge.allows(id, load.generation(), load.begunAt());
    }

    /** The held answer that still counts, or {@code null}. */
    @SuppressWarnings("unchecked") // Only this shelf keeps under its keys.
    @Nullable
    Kept<Optional<V>> peek(RedeemableId id) {
        Kept<Optional<V>> kept;
        try {
            kept = (Kept<Optional<V>>) store.get(keys.apply(id));
        } catch (Throwable brokenStore) {
            return null; // a cache that fails is as good as none
        }
        return kept != null && (!guards.stamp() || knowledge.allows(id, kept.generation())) ? kept : null;
    }

    /** The load before this one may have ended since this caller looked: then its answer is there, and nothing is read. */
    private void begin(RedeemableId id, Load<Optional<V>> load) {
        Kept<Optional<V>> kept = peek(id);
        if (kept != null) {
            loads.remove(id, load);
            reports.read(CacheAnswer.HIT);
            load.end(kept.answer(), null);
            return;
        }
        reports.read(CacheAnswer.MISS);
        Reading<Optional<V>> reading;
        try {
            reading = loader.begin(id, load.generation());
        } catch (Throwable thrown) {
            end(id, load, null, thrown);
            return;
        }
        load.stopBy(reading.callOff());
        reading.end().whenComplete((checked, thrown) -> end(id, load, checked, thrown));
    }

    private void end(
            RedeemableId id,
            Load<Optional<V>> load,
            @Nullable Checked<Optional<V>> checked,
            @Nullable Throwable thrown) {
        LoadEnd end = checked == null ? LoadEnd.FAILED : keep(id, load, checked);
        loads.remove(id, load);
        reports.loaded(end, load.begunAt());
        load.end(checked == null ? null : checked.answer(), thrown);
    }

    private LoadEnd keep(RedeemableId id, Load<Optional<V>> load, Checked<Optional<V>> checked) {
        if (!checked.passed() && guards.keepChecked()) {
            return LoadEnd.STALE;
        }
        return keep(id, checked.asRead().orElse(null), load.generation(), load.begunAt());
    }

    /** Keeps an answer that was read in a generation, if that has not ended and such answers are kept. */
    LoadEnd keep(RedeemableId id, @Nullable V answer, long generation, long begunAt) {
        long lives = loader.lifeNanos(id, answer, begunAt);
        if (lives == 0) {
            return LoadEnd.NOT_KEPT;
        }
        if (guards.stamp() && !knowledge.allows(id, generation, begunAt)) {
            return LoadEnd.OVERTAKEN;
        }
        try {
            store.keep(
                    keys.apply(id),
                    new Kept<>(Optional.ofNullable(answer), generation, begunAt, lives, loader.weigh(answer)));
            return LoadEnd.KEPT;
        } catch (Throwable brokenStore) {
            return LoadEnd.NOT_KEPT; // as above
        }
    }

    /** Drops what is held of a redeemable. Nothing hangs on it: what is not dropped does not count any more. */
    void drop(RedeemableId id) {
        try {
            store.drop(keys.apply(id));
        } catch (Throwable brokenStore) {
            return; // as above
        }
    }
}
