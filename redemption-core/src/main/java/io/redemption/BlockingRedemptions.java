package io.redemption;

import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.Code;
import io.redemption.model.Decision;
import io.redemption.model.DecisionResult;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.ProbeResult;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.ValidationResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link Redemptions} for callers who block. A failed stage there is a thrown {@link RedemptionException} here. On a
 * thread that must not block, every method throws {@link FailureCode#WOULD_BLOCK} before anything is sent: on threads
 * that Reactor marks so, on event loops of Netty, and on those of {@link RedemptionsBuilder#nonBlockingThreads}.
 *
 * <p>A thread that is interrupted while it waits keeps its interrupt flag. A write then answers unknown with
 * {@link Doubt#INTERRUPTED}, a read throws {@link FailureCode#CANCELLED}. Thread-safe.
 */
public final class BlockingRedemptions {
    private final Redemptions redemptions;
    private final RedemptionsContext context;
    private final Doubts doubts;
    private final LeftCalls left;

    BlockingRedemptions(Redemptions redemptions, RedemptionsContext context, Doubts doubts) {
        this.redemptions = redemptions;
        this.context = context;
        this.doubts = doubts;
        this.left = new LeftCalls(doubts);
    }

    /**
     * Redeems an attempt and waits.
     *
     * @param attempt as in {@link Redemptions#redeem(RedemptionAttempt)}
     * @return redeemed, refused or unknown
     */
    public RedemptionOutcome redeem(RedemptionAttempt attempt) {
        return await(() -> redemptions.redeem(attempt), since -> doubts.unknown(attempt, Doubt.INTERRUPTED, since));
    }

    /**
     * Prepares, redeems and waits. Each call is a new attempt.
     *
     * @param request as in {@link Redemptions#redeem(RedemptionRequest)}
     * @return redeemed, refused or unknown
     */
    public RedemptionOutcome redeem(RedemptionRequest request) {
        return redeem(redemptions.prepare(request));
    }

    /**
     * Redeems an attempt that was never sent, which the caller guarantees, and waits.
     *
     * @param attempt as in {@link Redemptions#redeemFirst}
     * @return redeemed, refused or unknown
     */
    public RedemptionOutcome redeemFirst(RedemptionAttempt attempt) {
        return await(
                () -> redemptions.redeemFirst(attempt), since -> doubts.unknown(attempt, Doubt.INTERRUPTED, since));
    }

    /**
     * Looks for an attempt that may have been sent, and waits.
     *
     * @param attempt as in {@link Redemptions#recover}
     * @return what is known now
     */
    public Resolution recover(RedemptionAttempt attempt) {
        return await(() -> redemptions.recover(attempt), since -> left.recover(attempt, since));
    }

    /**
     * Redeems a basket and waits.
     *
     * @param attempts as in {@link Redemptions#redeemAll}
     * @return all redeemed, none redeemed or unknown
     */
    public BasketOutcome redeemAll(List<RedemptionAttempt> attempts) {
        return await(
                () -> redemptions.redeemAll(attempts), since -> left.redeemAll(attempts, Doubt.INTERRUPTED, since));
    }

    /**
     * Reverses a redemption and waits.
     *
     * @param reversal as in {@link Redemptions#reverse}
     * @return reversed, nothing to reverse, refused or unknown
     */
    public ReversalOutcome reverse(Reversal reversal) {
        return await(() -> redemptions.reverse(reversal), since -> left.reverse(reversal, Doubt.INTERRUPTED, since));
    }

    /**
     * Tries once to resolve an unknown outcome and waits.
     *
     * @param ticket as in {@link Redemptions#resolve}
     * @return what is known now
     */
    public Resolution resolve(Ticket ticket) {
        return await(() -> redemptions.resolve(ticket), since -> left.resolve(ticket));
    }

    /**
     * Records what a person decided about an attempt in doubt and waits.
     *
     * @param attempt as in {@link Redemptions#decide}
     * @param decision as in {@link Redemptions#decide}
     * @return whether it is recorded
     */
    public DecisionResult decide(AttemptId attempt, Decision decision) {
        return await(() -> redemptions.decide(attempt, decision), since -> {
            throw new RedemptionException(
                    FailureCode.CANCELLED, "interrupted while waiting for the journal; the decision may be recorded");
        });
    }

    /**
     * Finds an active redemption and waits; a cache may answer.
     *
     * @param redeemable what was redeemed
     * @param redemption which redemption
     * @return as {@link Redemptions#find(RedeemableId, RedemptionId)}
     */
    public Optional<Redemption> find(RedeemableId redeemable, RedemptionId redemption) {
        return find(redeemable, redemption, Freshness.CACHED_OK);
    }

    /**
     * Finds an active redemption and waits.
     *
     * @param redeemable what was redeemed
     * @param redemption which redemption
     * @param freshness whether a cache may answer
     * @return as {@link Redemptions#find(RedeemableId, RedemptionId, Freshness)}
     */
    public Optional<Redemption> find(RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return read(() -> redemptions.find(redeemable, redemption, freshness));
    }

    /**
     * Reads the active redemptions of a redeemable and waits.
     *
     * @param redeemable what was redeemed
     * @param query which of them
     * @return as {@link Redemptions#history}
     */
    public Optional<RedemptionHistory> history(RedeemableId redeemable, HistoryQuery query) {
        return read(() -> redemptions.history(redeemable, query));
    }

    /**
     * Reads a redeemable by its id and waits.
     *
     * @param id which one
     * @param freshness how old the answer may be
     * @return as {@link Redemptions#lookup(RedeemableId, Freshness)}
     */
    public Optional<RedeemableState> lookup(RedeemableId id, Freshness freshness) {
        return read(() -> redemptions.lookup(id, freshness));
    }

    /**
     * Reads a redeemable by its code and waits.
     *
     * @param code the code
     * @return as {@link Redemptions#lookup(Code)}
     */
    public Optional<RedeemableState> lookup(Code code) {
        return read(() -> redemptions.lookup(code));
    }

    /**
     * Returns the reasons why a request would be refused now, and waits.
     *
     * @param request what would be redeemed
     * @return as {@link Redemptions#validate}
     */
    public ValidationResult validate(RedemptionRequest request) {
        return read(() -> redemptions.validate(request));
    }

    /**
     * Asks the issuer whether it is there, and waits.
     *
     * @return as {@link Redemptions#probe}
     */
    public ProbeResult probe() {
        return read(redemptions::probe);
    }

    private <T> T read(Supplier<CompletionStage<T>> call) {
        return await(call, since -> {
            throw new RedemptionException(FailureCode.CANCELLED, "interrupted while waiting for a read");
        });
    }

    private <T> T await(Supplier<CompletionStage<T>> call, Function<Instant, T> onInterrupt) {
        String reason = EventLoopThreads.currentMustNotBlock();
        if (reason != null || context.nonBlockingThreads().test(Thread.currentThread())) {
            throw new RedemptionException(
                    FailureCode.WOULD_BLOCK,
                    "this thread must not block" + (reason == null ? "" : ", because " + reason)
                            + ": use the asynchronous methods, or a thread that may wait");
        }
        Instant since;
        try {
            since = context.time().now();
        } catch (RuntimeException | Error ofTheClock) {
            throw UnsentCalls.broken(ofTheClock);
        }
        CompletableFuture<T> answer = call.get().toCompletableFuture();
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return answer.cancel(false) ? onInterrupt.apply(since) : ended(answer);
        } catch (ExecutionException failed) {
            throw asThrown(failed.getCause());
        }
    }

    /** Returns the result of a stage that completed before it could be cancelled. */
    private static <T> T ended(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw asThrown(failed.getCause());
        }
    }

    /** Returns the same failure with the caller's stack trace. The original, from another thread, is its cause. */
    private static RedemptionException asThrown(@Nullable Throwable failure) {
        return failure instanceof RedemptionException known
                ? known.rethrown()
                : new RedemptionException(FailureCode.BROKEN_ADAPTER, "the stage failed with another exception");
    }
}
