package io.redemption.server;

import io.redemption.Redemptions;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.server.Merchant.TransactionIds;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a server does differently for an issuer elsewhere: between it and the issuer an answer can get lost, so it looks
 * into what is unknown before it tells a client so. One look each time it is asked; the client asks again. Thread-safe.
 */
final class Gateway {
    private final Redemptions upstream;
    private final TransactionIds transactions;

    Gateway(Redemptions upstream, TransactionIds transactions) {
        this.upstream = upstream;
        this.transactions = transactions;
    }

    /** Sent as given in any case; what differs is whether it is believed to be the redemption's own. */
    TransactionChoice transaction(@Nullable TransactionId given) {
        return given == null || transactions == TransactionIds.AS_GIVEN
                ? new TransactionChoice.AsGiven(given)
                : new TransactionChoice.Unique(given);
    }

    /** Whether a key is recognised whenever it comes again, so that clients may be told that it is honoured. */
    boolean honoursKeys() {
        return upstream.recognisesAttempts();
    }

    CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return upstream.redeem(attempt)
                .thenCompose(outcome -> outcome.fold(
                        redeemed -> known(outcome), refused -> known(outcome), unknown -> look(attempt, unknown)));
    }

    private CompletionStage<RedemptionOutcome> look(RedemptionAttempt attempt, Unknown unknown) {
        return upstream.resolve(unknown.ticket())
                .thenCompose(resolution -> resolution.fold(
                        confirmed -> known(Redeemed.of(confirmed.redemption())),
                        // It is proven that nothing stands, and the journal has forgotten the attempt.
                        absent -> upstream.redeem(attempt),
                        duplicate -> known(unknown),
                        still -> known(unknown)));
    }

    CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return upstream.reverse(reversal)
                .thenCompose(outcome -> outcome.fold(
                        reversed -> known(outcome),
                        nothing -> known(outcome),
                        refused -> known(outcome),
                        unknown -> look(reversal, unknown)));
    }

    private CompletionStage<ReversalOutcome> look(Reversal reversal, Unknown unknown) {
        return upstream.resolve(unknown.ticket())
                .thenApply(resolution -> resolution.fold(
                        standing -> unknown, absent -> new Reversed(reversal), several -> unknown, still -> unknown));
    }

    private static <T> CompletionStage<T> known(T outcome) {
        return CompletableFuture.completedStage(outcome);
    }
}
