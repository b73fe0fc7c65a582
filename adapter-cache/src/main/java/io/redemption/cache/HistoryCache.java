package io.redemption.cache;

import io.redemption.cache.CacheListener.CacheResult;
import io.redemption.cache.CacheListener.LoadResult;
import io.redemption.internal.CallerStage;
import io.redemption.model.Completeness;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.port.RedemptionPort;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Caches histories, and answers single redemptions from them. Checks every history, also one that is never kept.
 * Thread-safe.
 */
final class HistoryCache {
    private final HistoryRead.Source source;
    private final EntryLoader<RedemptionHistory> loader;
    private final CacheReporter historyReporter;
    private final CacheReporter findReporter;
    private final boolean sharesReads;

    HistoryCache(
            EntryLoader.Shared shared,
            CacheOptions options,
            HistoryRead.Source source,
            CacheReporter historyReporter,
            CacheReporter findReporter) {
        this.source = source;
        this.historyReporter = historyReporter;
        this.findReporter = findReporter;
        this.sharesReads = true;
        this.loader = new EntryLoader<>(shared, historyReporter, id -> id, new HistoryLoader(options));
    }

    private HistoryCache(HistoryCache whole, HistoryRead.Source source, boolean sharesReads) {
        this.source = source;
        this.loader = whole.loader;
        this.historyReporter = whole.historyReporter;
        this.findReporter = whole.findReporter;
        this.sharesReads = sharesReads;
    }

    /**
     * Returns the same entries, with reads of single callers from another port.
     *
     * @param sharesReads whether callers still share reads of whole histories, which are read from the first port
     */
    HistoryCache with(RedemptionPort issuer, boolean sharesReads) {
        return new HistoryCache(this, source.with(issuer), sharesReads);
    }

    /** Reads whole histories. A history with more pages, or one that is cut, is not kept. */
    private final class HistoryLoader implements EntryLoader.Loader<RedemptionHistory> {
        private final long lifeNanos;
        private final long lifeOfAbsenceNanos;

        HistoryLoader(CacheOptions options) {
            this.lifeNanos = options.timeToLive().toNanos();
            this.lifeOfAbsenceNanos = options.timeToLiveOfAbsence().toNanos();
        }

        @Override
        public EntryLoader.Reading<Optional<RedemptionHistory>> begin(RedeemableId id, long generation) {
            HistoryRead read = HistoryRead.begin(source, id, HistoryQuery.ALL_FROM_ISSUER, generation);
            return new EntryLoader.Reading<>(read.end(), read::cancel);
        }

        @Override
        public long lifeNanos(RedeemableId id, @Nullable RedemptionHistory history, long begunAt) {
            if (history == null) {
                return lifeOfAbsenceNanos;
            }
            boolean whole = history.nextCursor() == null && history.completeness() != Completeness.CUT;
            return whole ? lifeNanos : 0;
        }

        @Override
        public int weigh(@Nullable RedemptionHistory history) {
            return history == null ? 1 : 1 + history.redemptions().size();
        }
    }

    CompletionStage<Optional<RedemptionHistory>> history(RedeemableId id, HistoryQuery query) {
        boolean cachedOk = query.freshness() == Freshness.CACHED_OK;
        CacheEntry<Optional<RedemptionHistory>> whole = cachedOk ? loader.peek(id) : null;
        Optional<RedemptionHistory> answer = whole == null ? null : narrowed(whole, query);
        if (answer != null) {
            historyReporter.read(CacheResult.HIT);
            return CompletableFuture.completedFuture(answer);
        }
        if (!cachedOk || source.memory().isInDoubt(id)) {
            historyReporter.read(CacheResult.BYPASSED);
            return passOn(id, query, false);
        }
        if (sharesReads && HistoryView.isForAll(query)) {
            return loader.load(id);
        }
        historyReporter.read(CacheResult.MISS);
        return passOn(id, query, true);
    }

    /** Returns the answer to a query from the whole history, or {@code null} if only the issuer can give it. */
    @SuppressWarnings("NullableOptional") // Three answers: this, no such redeemable, ask the issuer.
    private static @Nullable Optional<RedemptionHistory> narrowed(
            CacheEntry<Optional<RedemptionHistory>> entry, HistoryQuery query) {
        Optional<RedemptionHistory> whole = entry.answer();
        if (whole.isEmpty() || HistoryView.isForAll(query)) {
            return whole;
        }
        RedemptionHistory narrowed = new HistoryView(HistoryQuery.ALL, whole.get()).narrowedTo(query);
        return narrowed == null ? null : Optional.of(narrowed);
    }

    private CompletionStage<Optional<RedemptionHistory>> passOn(RedeemableId id, HistoryQuery query, boolean reported) {
        long begunAt = source.time().nanoTime();
        HistoryRead read = HistoryRead.begin(source, id, query, source.memory().generation(id));
        CallerStage<Optional<RedemptionHistory>> own = new CallerStage<>(read::cancel);
        read.end().whenComplete((verified, thrown) -> {
            if (reported) {
                historyReporter.loaded(endOf(verified), begunAt);
            }
            DelegateCalls.relay(verified == null ? null : verified.answer(), thrown, own);
        });
        return own;
    }

    private static LoadResult endOf(@Nullable VerifiedRead<?> verified) {
        if (verified == null) {
            return LoadResult.FAILED;
        }
        return verified.passed() ? LoadResult.NOT_KEPT : LoadResult.STALE;
    }

    CompletionStage<Optional<Redemption>> find(RedeemableId id, RedemptionId redemption, Freshness freshness) {
        boolean cachedOk = freshness == Freshness.CACHED_OK;
        Optional<Redemption> held = cachedOk ? held(id, redemption) : null;
        if (held != null) {
            findReporter.read(CacheResult.HIT);
            return CompletableFuture.completedFuture(held);
        }
        boolean bypassed = !cachedOk || source.memory().isInDoubt(id);
        findReporter.read(bypassed ? CacheResult.BYPASSED : CacheResult.MISS);
        long begunAt = source.time().nanoTime();
        FindRead read = FindRead.begin(source, id, redemption, cachedOk);
        CallerStage<Optional<Redemption>> own = new CallerStage<>(read::cancel);
        read.end().whenComplete((answer, thrown) -> {
            if (!bypassed) {
                findReporter.loaded(answer == null ? LoadResult.FAILED : LoadResult.NOT_KEPT, begunAt);
            }
            DelegateCalls.relay(answer, thrown, own);
        });
        return own;
    }

    /** Returns the redemption from the cached history; empty if that proves its absence, otherwise {@code null}. */
    @SuppressWarnings("NullableOptional") // Three answers: there, not there, ask the issuer.
    private @Nullable Optional<Redemption> held(RedeemableId id, RedemptionId redemption) {
        CacheEntry<Optional<RedemptionHistory>> entry = loader.peek(id);
        if (entry == null) {
            return null;
        }
        if (entry.answer().isEmpty()) {
            return Optional.empty();
        }
        RedemptionHistory history = entry.answer().get();
        for (Redemption shown : history.redemptions()) {
            if (shown.id().equals(redemption)) {
                return Optional.of(shown);
            }
        }
        return history.completeness() == Completeness.PROVEN ? Optional.empty() : null;
    }

    void drop(RedeemableId id) {
        loader.drop(id);
    }
}
