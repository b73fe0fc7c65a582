package io.redemption;

import io.redemption.model.BasketOutcome;
import io.redemption.model.CallOptions;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The operations behind {@link Redemptions}, and what they share. Views for calls with options share all that remembers
 * anything: attempts under way, doubts, the watch over them, baskets. Immutable.
 *
 * @param limit the options of the calls
 */
record UseCases(
        RedemptionsContext context,
        CallLimit limit,
        IssuerReads reads,
        RedeemOperation redeemOperation,
        ReverseOperation reverseOperation,
        BasketOperation basketOperation,
        @Nullable BasketSagas basketSagas,
        Resolver resolver,
        Doubts doubts,
        MarkerRetention markers,
        DoubtWatch watch,
        ForegroundWait foregroundWait,
        Delivery delivery) {

    static UseCases of(RedemptionsContext context) {
        GuardedJournal journal = context.guardedJournal();
        MarkerRetention markers = new MarkerRetention(context.port()::capabilities, context.time(), journal::learned);
        Doubts doubts = new Doubts(context, new DoubtClock(context.time(), context.portTimeout()));
        ReadOperation readOperation = new ReadOperation(context);
        Resolver resolver = new Resolver(context, readOperation, doubts, markers);
        Resolver quietResolver = new Resolver(context, ReadOperation.quiet(context), doubts, markers);
        DoubtWatch watch = new DoubtWatch(context, doubts, quietResolver, markers);
        ForegroundWait wait = new ForegroundWait(context, watch);
        RedeemOperation redeemOperation = new RedeemOperation(context, doubts, resolver, wait);
        ReverseOperation reverseOperation = new ReverseOperation(context, doubts, wait);
        CallLimit limit = context.unlimited();
        return new UseCases(
                context,
                limit,
                new IssuerReads(context, readOperation, limit),
                redeemOperation,
                reverseOperation,
                new BasketOperation(context, doubts),
                BasketSagas.of(context, doubts, markers, resolver, redeemOperation, reverseOperation),
                resolver,
                doubts,
                markers,
                watch,
                wait,
                new Delivery(context.completeOn(), context.contextHook(), context.reporter()));
    }

    /**
     * Returns the same for calls with options.
     *
     * @param whole those without options, whose ports are the ones to ask
     * @throws IllegalArgumentException if a port cannot heed one of the options, which the message names
     */
    static UseCases with(UseCases whole, CallOptions options) {
        RedemptionsContext heeding = whole.context.with(options);
        ReadOperation readOperation = new ReadOperation(heeding);
        CallLimit limit = heeding.limit(options);
        return new UseCases(
                heeding,
                limit,
                new IssuerReads(heeding, readOperation, limit),
                whole.redeemOperation,
                new ReverseOperation(heeding, whole.doubts, whole.foregroundWait),
                new BasketOperation(heeding, whole.doubts),
                whole.basketSagas,
                new Resolver(heeding, readOperation, whole.doubts, whole.markers),
                whole.doubts,
                whole.markers,
                whole.watch,
                whole.foregroundWait,
                whole.delivery);
    }

    CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> basket) {
        if (basketSagas == null || BasketOperation.isDirect(context.port().capabilities())) {
            return basketOperation.redeemAll(basket);
        }
        return limit.options().roomWait().isEmpty()
                ? basketSagas.redeemAll(basket)
                : CompletableFuture.failedStage(new RedemptionException(
                        FailureCode.NOT_SUPPORTED,
                        "waitsForRoom: not in a basket that is redeemed one after another; nothing was sent"));
    }

    CompletionStage<Integer> recoverBaskets() {
        return basketSagas == null ? CompletableFuture.completedStage(0) : basketSagas.recover();
    }

    /** Ends what goes on in the background, and closes the owned resources. */
    void close() {
        watch.close();
        if (basketSagas != null) {
            basketSagas.close();
        }
        context.closeResources();
    }
}
