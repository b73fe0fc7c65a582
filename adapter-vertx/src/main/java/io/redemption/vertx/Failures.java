package io.redemption.vertx;

import io.redemption.FailureCode;
import io.redemption.RedemptionException;
import io.redemption.wire.StatusVerdict;

/** Turns statuses that mean failure into exceptions. Stateless. */
final class Failures {
    private Failures() {}

    /** The failure that a status stands for. */
    static RedemptionException ofStatus(AnswerHead head, StatusVerdict verdict) {
        FailureCode code = verdict.failure() == null ? FailureCode.ISSUER_FAILED : verdict.failure();
        return new RedemptionException(
                code, "the issuer answered with status " + head.status(), head.retryAfter(), null);
    }

    /** Our own server says that it did not carry the request out. */
    static RedemptionException notExecuted(AnswerHead head) {
        return new RedemptionException(
                head.retryAfter() == null ? FailureCode.NOT_REACHABLE : FailureCode.THROTTLED,
                "the issuer answered with status " + head.status() + " that nothing was executed",
                head.retryAfter(),
                null);
    }
}
