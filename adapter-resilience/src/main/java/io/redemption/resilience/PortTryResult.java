package io.redemption.resilience;

import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.internal.Stages;
import io.redemption.model.RedemptionException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * How a send ended: with an answer, with a failure that the contract of the port allows, or with a breach of it.
 * Immutable.
 *
 * @param answer the answer, or {@code null}
 * @param failure the failure, or {@code null}
 * @param violation what the port did wrong, or {@code null}
 * @param cancelled whether the breach is that somebody cancelled the port's own stage
 * @param <T> what is answered
 */
record PortTryResult<T>(
        @Nullable T answer,
        @Nullable RedemptionException failure,
        @Nullable ContractViolation violation,
        boolean cancelled) {
    /** What the port's stage ended with. */
    static <T> PortTryResult<T> of(@Nullable T answer, @Nullable Throwable thrown) {
        if (thrown == null) {
            return answer == null
                    ? broken(ContractViolation.NULL_ANSWER)
                    : new PortTryResult<>(answer, null, null, false);
        }
        Throwable cause = Stages.cause(thrown);
        return cause instanceof RedemptionException failure
                ? failed(failure)
                : new PortTryResult<>(
                        null, null, ContractViolation.UNPROVEN_FAILURE, cause instanceof CancellationException);
    }

    static <T> PortTryResult<T> failed(RedemptionException failure) {
        return new PortTryResult<>(null, failure, null, false);
    }

    static <T> PortTryResult<T> broken(ContractViolation violation) {
        return new PortTryResult<>(null, null, violation, false);
    }
}
