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
 * Redeems and reverses at a remote issuer. An answer of the issuer can get lost, so an unknown outcome is resolved once
 * before it is reported to the client. Each repetition by the client resolves once more. Thread-safe.
 */
final class Gateway {
    private final Redemptions upstream;
    private final TransactionIds transactions;

    Gateway(Redemptions upstream, TransactionIds transactions) {
        this.upstream = upstream;
        this.transactions = transactions;
    }

    /** Makes the choice of a transaction id. It is sent as given in any case, and identifies a redemption if unique. */
    TransactionChoice transaction(@Nullable TransactionId given) {
        return given == null || transactions == TransactionIds.AS_GIVEN
                ? new TransactionChoice.AsGiven(given)
                : new TransactionChoice.Unique(given);
    }

    /** Returns whether the issuer recognises a repeated key at any time, so that answers may call it honoured. */
    boolean honoursKeys() {
        return upstream.recognisesAttempts();
    }

    CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return upstream.redeem(attempt)
                .thenCompose(outcome -> outcome.fold(
                        redeemed -> known(outcome), refused -> known(outcome), unknown -> resolve(attempt, unknown)));
    }

    private CompletionStage<RedemptionOutcome> resolve(RedemptionAttempt attempt, Unknown unknown) {
        return upstream.resolve(unknown.ticket())
                .thenCompose(resolution -> resolution.fold(
                        confirmed -> known(Redeemed.of(confirmed.redemption())),
                        // It is proven that nothing was redeemed, and the journal has forgotten the attempt.
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
                        unknown -> resolve(reversal, unknown)));
    }

    private CompletionStage<ReversalOutcome> resolve(Reversal reversal, Unknown unknown) {
        return upstream.resolve(unknown.ticket())
                .thenApply(resolution -> resolution.fold(
                        standing -> unknown, absent -> new Reversed(reversal), several -> unknown, still -> unknown));
    }

    private static <T> CompletionStage<T> known(T outcome) {
        return CompletableFuture.completedStage(outcome);
    }
}
