package io.redemption.cache;

import io.redemption.cache.CacheListener.CacheResult;
import io.redemption.internal.CallerStage;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.ValidationResult;
import io.redemption.port.RedeemablePort;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the states of redeemables. A state cannot be checked against the acknowledged writes. So a state that was read
 * within the maximal read lag after a change is not kept: its usage may be outdated. Thread-safe.
 */
final class StateCache {
    private final @Nullable RedeemablePort issuer;
    private final EntryLoader.Shared shared;
    private final EntryLoader<RedeemableState> loader;
    private final CacheReporter reporter;
    private final boolean sharesReads;

    StateCache(
            EntryLoader.Shared shared, CacheOptions options, @Nullable RedeemablePort issuer, CacheReporter reporter) {
        this.issuer = issuer;
        this.shared = shared;
        this.reporter = reporter;
        this.sharesReads = true;
        this.loader = new EntryLoader<>(shared, reporter, Key::new, new StateLoader(options));
    }

    private StateCache(StateCache whole, @Nullable RedeemablePort issuer, boolean sharesReads) {
        this.issuer = issuer;
        this.shared = whole.shared;
        this.loader = whole.loader;
        this.reporter = whole.reporter;
        this.sharesReads = sharesReads;
    }

    /**
     * Returns the same entries, with reads of single callers from another port.
     *
     * @param sharesReads whether callers still share reads of states, which are read from the first port
     */
    StateCache with(@Nullable RedeemablePort other, boolean sharesReads) {
        return new StateCache(this, other, sharesReads);
    }

    /** Keeps a redeemable's state apart from its history. */
    private record Key(RedeemableId id) {}

    private final class StateLoader implements EntryLoader.Loader<RedeemableState> {
        private final long lifeNanos;
        private final long lifeOfAbsenceNanos;
        private final Duration maxReadLag;

        StateLoader(CacheOptions options) {
            this.lifeNanos = options.timeToLive().toNanos();
            this.lifeOfAbsenceNanos = options.timeToLiveOfAbsence().toNanos();
            this.maxReadLag = options.maxReadLag();
        }

        @Override
        public EntryLoader.Reading<Optional<RedeemableState>> begin(RedeemableId id, long generation) {
            ReadSequence<VerifiedRead<Optional<RedeemableState>>> sequence = new ReadSequence<>(shared.time());
            sequence.askLast(() -> ask(port -> port.lookup(id, Freshness.FROM_ISSUER)), VerifiedRead::passed);
            return new EntryLoader.Reading<>(sequence.end(), sequence::cancel);
        }

        @Override
        public long lifeNanos(RedeemableId id, @Nullable RedeemableState state, long begunAt) {
            if (shared.memory().changedSince(id, begunAt, maxReadLag)) {
                return 0;
            }
            return state == null ? lifeOfAbsenceNanos : lifeNanos;
        }

        @Override
        public int weigh(@Nullable RedeemableState state) {
            return 1;
        }
    }

    private <T> CompletionStage<T> ask(Function<RedeemablePort, @Nullable CompletionStage<T>> call) {
        if (issuer == null) {
            return CompletableFuture.failedStage(new RedemptionException(
                    FailureCode.NOT_SUPPORTED, "this issuer does not describe its redeemables"));
        }
        return DelegateCalls.call(() -> call.apply(issuer));
    }

    CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        boolean cachedOk = freshness == Freshness.CACHED_OK;
        CacheEntry<Optional<RedeemableState>> entry = cachedOk ? loader.peek(id) : null;
        if (entry != null) {
            reporter.read(CacheResult.HIT);
            return CompletableFuture.completedFuture(entry.answer());
        }
        if (sharesReads && cachedOk && !shared.memory().isInDoubt(id)) {
            return loader.load(id);
        }
        reporter.read(CacheResult.BYPASSED);
        return passOn(() -> ask(port -> port.lookup(id, freshness)), Function.identity());
    }

    /** Asks the issuer by code, and keeps its answer by id. */
    CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        reporter.read(CacheResult.BYPASSED);
        long newest = shared.memory().newest();
        long begunAt = shared.time().nanoTime();
        return passOn(() -> ask(port -> port.lookup(code)), answer -> {
            answer.ifPresent(state -> keep(state, newest, begunAt));
            return answer;
        });
    }

    /** Keeps a state whose id was not known before the read, unless it has changed since. */
    private void keep(RedeemableState state, long newest, long begunAt) {
        RedeemableId id = state.redeemable().id();
        long generation = shared.memory().generation(id);
        if (generation <= newest) {
            loader.keep(id, state, generation, begunAt);
        }
    }

    private <T> CompletionStage<T> passOn(Supplier<? extends @Nullable CompletionStage<T>> call, Function<T, T> last) {
        ReadSequence<T> sequence = new ReadSequence<>(shared.time());
        CallerStage<T> own = new CallerStage<>(sequence::cancel);
        sequence.askLast(call, last);
        sequence.end().whenComplete((answer, thrown) -> DelegateCalls.relay(answer, thrown, own));
        return own;
    }

    CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return passOn(() -> ask(port -> port.validate(request)), Function.identity());
    }

    void drop(RedeemableId id) {
        loader.drop(id);
    }
}
