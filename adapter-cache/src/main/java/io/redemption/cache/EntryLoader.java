package io.redemption.cache;

import io.redemption.cache.CacheListener.CacheResult;
import io.redemption.cache.CacheListener.LoadResult;
import io.redemption.model.RedeemableId;
import io.redemption.port.TimeSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the entries of one kind and the loads under way. A miss is read once for all its callers. A load that began
 * before a change is neither joined nor kept. Thread-safe: calls the issuer and completes callers without a lock.
 */
final class EntryLoader<V> {
    private final CaffeineStore store;
    private final WriteMemory memory;
    private final TimeSource time;
    private final CacheReporter reporter;
    private final Loader<V> loader;
    private final Function<RedeemableId, Object> keys;
    private final ConcurrentMap<RedeemableId, SharedLoad<Optional<V>>> loads = new ConcurrentHashMap<>();

    EntryLoader(Shared shared, CacheReporter reporter, Function<RedeemableId, Object> keys, Loader<V> loader) {
        this.store = shared.store();
        this.memory = shared.memory();
        this.time = shared.time();
        this.reporter = reporter;
        this.keys = keys;
        this.loader = loader;
    }

    /** The parts that all loaders of a port share. */
    record Shared(CaffeineStore store, WriteMemory memory, TimeSource time) {}

    /** Reads answers from the issuer, and decides how long they are kept. */
    interface Loader<V> {
        /** Begins a read. */
        Reading<Optional<V>> begin(RedeemableId id, long generation);

        /** Returns the lifetime of an answer in nanoseconds, 0 if it is not kept; {@code null} is an absence. */
        long lifeNanos(RedeemableId id, @Nullable V answer, long begunAt);

        /** Returns the weight: how many redemptions and states an answer holds, at least 1. */
        int weigh(@Nullable V answer);
    }

    /** A read under way: its end, which callers share, and how to cancel it. */
    record Reading<T>(CompletionStage<VerifiedRead<T>> end, Runnable cancel) {}

    /** Returns the answer of a load that all current callers share. */
    CompletionStage<Optional<V>> load(RedeemableId id) {
        while (true) {
            SharedLoad<Optional<V>> mine = new SharedLoad<>(memory.generation(id), time.nanoTime());
            SharedLoad<Optional<V>> load =
                    loads.merge(id, mine, (other, own) -> memory.allowsJoining(id, other) ? other : own);
            CompletionStage<Optional<V>> own = load.join();
            if (own != null) {
                if (load == mine) {
                    begin(id, mine);
                } else {
                    reporter.read(CacheResult.JOINED);
                }
                return own;
            }
            loads.remove(id, load);
        }
    }

    /** Returns the entry if it may be served, otherwise {@code null}. */
    @SuppressWarnings("unchecked") // Only this loader uses its keys.
    @Nullable
    CacheEntry<Optional<V>> peek(RedeemableId id) {
        CacheEntry<Optional<V>> entry;
        try {
            entry = (CacheEntry<Optional<V>>) store.get(keys.apply(id));
        } catch (Throwable brokenStore) {
            return null; // a store that fails counts as empty
        }
        return entry != null && memory.allowsServing(id, entry) ? entry : null;
    }

    /** Begins a load, unless the one before has ended since this caller looked: then its answer is in the store. */
    private void begin(RedeemableId id, SharedLoad<Optional<V>> load) {
        CacheEntry<Optional<V>> entry = peek(id);
        if (entry != null) {
            loads.remove(id, load);
            reporter.read(CacheResult.HIT);
            load.end(entry.answer(), null);
            return;
        }
        reporter.read(CacheResult.MISS);
        Reading<Optional<V>> reading;
        try {
            reading = loader.begin(id, load.generation());
        } catch (Throwable thrown) {
            end(id, load, null, thrown);
            return;
        }
        load.stopBy(reading.cancel());
        reading.end().whenComplete((verified, thrown) -> end(id, load, verified, thrown));
    }

    private void end(
            RedeemableId id,
            SharedLoad<Optional<V>> load,
            @Nullable VerifiedRead<Optional<V>> verified,
            @Nullable Throwable thrown) {
        LoadResult end = verified == null ? LoadResult.FAILED : keep(id, load, verified);
        loads.remove(id, load);
        reporter.loaded(end, load.begunAt());
        load.end(verified == null ? null : verified.answer(), thrown);
    }

    private LoadResult keep(RedeemableId id, SharedLoad<Optional<V>> load, VerifiedRead<Optional<V>> verified) {
        if (!memory.allowsKeeping(verified)) {
            return LoadResult.STALE;
        }
        return keep(id, verified.asRead().orElse(null), load.generation(), load.begunAt());
    }

    /** Keeps an answer that was read in a generation, if the generation has not ended and the answer has a lifetime. */
    LoadResult keep(RedeemableId id, @Nullable V answer, long generation, long begunAt) {
        long lives = loader.lifeNanos(id, answer, begunAt);
        if (lives == 0) {
            return LoadResult.NOT_KEPT;
        }
        if (!memory.allowsKeeping(id, generation, begunAt)) {
            return LoadResult.OVERTAKEN;
        }
        try {
            store.keep(
                    keys.apply(id),
                    new CacheEntry<>(Optional.ofNullable(answer), generation, begunAt, lives, loader.weigh(answer)));
            return LoadResult.KEPT;
        } catch (Throwable brokenStore) {
            return LoadResult.NOT_KEPT; // as above
        }
    }

    /** Drops the entry of a redeemable to free its memory. A changed generation already keeps it from being served. */
    void drop(RedeemableId id) {
        try {
            store.drop(keys.apply(id));
        } catch (Throwable brokenStore) {
            return; // as above
        }
    }
}
