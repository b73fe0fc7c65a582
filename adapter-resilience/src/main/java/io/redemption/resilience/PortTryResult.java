package io.redemption.resilience;

import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.internal.Stages;
import io.redemption.model.RedemptionException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The end of a send: an answer, a failure that the contract of the port allows, or a violation of it. Immutable.
 *
 * @param answer the answer, or {@code null}
 * @param failure the failure, or {@code null}
 * @param violation how the port violated its contract, or {@code null}
 * @param cancelled whether the violation is that the port's own stage was cancelled
 * @param <T> the type of the answer
 */
record PortTryResult<T>(
        @Nullable T answer,
        @Nullable RedemptionException failure,
        @Nullable ContractViolation violation,
        boolean cancelled) {
    /** Returns the result of a port's stage that has ended. */
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
