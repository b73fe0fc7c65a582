package io.redemption.resilience;

import io.redemption.model.Doubt;
import io.redemption.model.RedemptionException;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a send means for its call: how the call ends unless it is repeated, and whether it may be. Immutable.
 *
 * @param answer what the call ends with, or {@code null} if it fails
 * @param failure what the call fails with, or {@code null}
 * @param health what the send says about the issuer
 * @param retry whether there may be another send
 * @param failed why the send failed, or {@code null}
 * @param doubt why the send is in doubt, or {@code null}
 * @param <T> what is answered
 */
record SendVerdict<T>(
        @Nullable T answer,
        @Nullable RedemptionException failure,
        Health health,
        RetryDecision retry,
        @Nullable RedemptionException failed,
        @Nullable Doubt doubt) {
    static <T> SendVerdict<T> answered(T answer) {
        return new SendVerdict<>(answer, null, Health.GOOD, RetryDecision.NEVER, null, null);
    }

    static <T> SendVerdict<T> failed(RedemptionException failure, RetryDecision retry) {
        return new SendVerdict<>(null, failure, RetryTable.healthAfter(failure.code()), retry, failure, null);
    }

    static <T> SendVerdict<T> inDoubt(T unknown, Doubt doubt, RetryDecision retry) {
        return new SendVerdict<>(unknown, null, RetryTable.healthAfter(doubt), retry, null, doubt);
    }

    /** The send failed, but an earlier one is still in doubt. */
    static <T> SendVerdict<T> stillInDoubt(T unknown, RedemptionException failed, RetryDecision retry) {
        return new SendVerdict<>(unknown, null, RetryTable.healthAfter(failed.code()), retry, failed, null);
    }

    /** The same for a refusal, which is a good answer of the issuer. */
    static <T> SendVerdict<T> stillInDoubt(T unknown) {
        return new SendVerdict<>(unknown, null, Health.GOOD, RetryDecision.NEVER, null, null);
    }
}
