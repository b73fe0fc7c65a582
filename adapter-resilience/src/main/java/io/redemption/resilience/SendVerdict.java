package io.redemption.resilience;

import io.redemption.model.Doubt;
import io.redemption.model.RedemptionException;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a call continues after a send: how it ends unless the send is repeated, and whether it may be repeated.
 * Immutable.
 *
 * @param answer the answer of the call, or {@code null} if it fails
 * @param failure the failure of the call, or {@code null}
 * @param health what the send says about the issuer
 * @param retry whether there may be another send
 * @param failed why the send failed, or {@code null}
 * @param doubt why the send is in doubt, or {@code null}
 * @param <T> the type of the answer
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

    /** Returns the verdict on a failed send after an earlier one that is still in doubt. */
    static <T> SendVerdict<T> stillInDoubt(T unknown, RedemptionException failed, RetryDecision retry) {
        return new SendVerdict<>(unknown, null, RetryTable.healthAfter(failed.code()), retry, failed, null);
    }

    /** Returns the verdict on a refusal, which shows a healthy issuer, after an earlier send in doubt. */
    static <T> SendVerdict<T> stillInDoubt(T unknown) {
        return new SendVerdict<>(unknown, null, Health.GOOD, RetryDecision.NEVER, null, null);
    }
}
