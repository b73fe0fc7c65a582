package io.redemption.resilience;

import io.redemption.RedemptionException;
import io.redemption.RedemptionListener.Breach;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * How a send ended: with an answer, with a failure that the contract of the port allows, or with a breach of it. Immutable.
 *
 * @param answer the answer, or {@code null}
 * @param failure the failure, or {@code null}
 * @param breach what the port did wrong, or {@code null}
 * @param cancelled whether the breach is that somebody cancelled the port's own stage
 * @param <T> what is answered
 */
record SendEnd<T>(
        @Nullable T answer,
        @Nullable RedemptionException failure,
        @Nullable Breach breach,
        boolean cancelled) {
    /** What the port's stage ended with. */
    static <T> SendEnd<T> of(@Nullable T answer, @Nullable Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RedemptionException failure) {
            return failed(failure);
        }
        if (cause != null) {
            return new SendEnd<>(null, null, Breach.UNPROVEN_FAILURE, cause instanceof CancellationException);
        }
        return answer == null ? broken(Breach.NULL_ANSWER) : new SendEnd<>(answer, null, null, false);
    }

    static <T> SendEnd<T> failed(RedemptionException failure) {
        return new SendEnd<>(null, failure, null, false);
    }

    static <T> SendEnd<T> broken(Breach breach) {
        return new SendEnd<>(null, null, breach, false);
    }
}
