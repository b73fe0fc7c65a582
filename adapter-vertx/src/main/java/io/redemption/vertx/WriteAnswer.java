package io.redemption.vertx;

import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.wire.ErrorBody;
import io.redemption.wire.StatusVerdict;
import io.redemption.wire.StatusVerdict.Meaning;

/**
 * Evaluates the response to a write, as far as POST and DELETE have it in common. Where two outcomes are possible the
 * result is unknown: that costs one GET, and the opposite error costs money.
 *
 * @param <T> the outcome
 */
abstract class WriteAnswer<T> {
    /** The error code of our own server for an unknown outcome. */
    private static final String OUTCOME_UNKNOWN = "outcome_unknown";

    private static final int CONFLICT = 409;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final Issuer issuer;
    private final IssuerTime issuerTime;

    WriteAnswer(Issuer issuer, IssuerTime issuerTime) {
        this.issuer = issuer;
        this.issuerTime = issuerTime;
    }

    /** Returns the table's verdict on a status. */
    abstract StatusVerdict verdict(int status);

    /** Returns the outcome for a successful status. */
    abstract T succeeded(SendResult result, ResponseHead head);

    abstract T refused(Refused refusal);

    /** Returns the outcome if the API itself says that the path's resource does not exist. */
    abstract T absent(SendResult result);

    abstract T unknown(SendResult result, Doubt doubt, Likelihood executed);

    /**
     * Returns the outcome of a send.
     *
     * @throws RedemptionException if the write certainly did not happen
     */
    final T outcome(SendResult result) {
        if (result.phase().provesNotSent()) {
            throw result.failure();
        }
        ResponseHead head = result.head();
        if (head == null) {
            return unknown(result, Doubt.NO_ANSWER, Likelihood.POSSIBLE);
        }
        try {
            return outcome(result, head);
        } finally {
            // Not before: a response must not confirm its own time.
            issuerTime.learn(head);
        }
    }

    private T outcome(SendResult result, ResponseHead head) {
        StatusVerdict verdict = verdict(head.status());
        return switch (verdict.meaning()) {
            case SUCCESS -> succeeded(result, head);
            case REFUSED, ABSENT -> turnedDown(result, head, verdict.meaning());
            case FAILED -> throw Failures.ofStatus(head, verdict);
            case UNKNOWN -> unlisted(result, head);
        };
    }

    /**
     * Evaluates a status that says that nothing changed. It counts only if the complete body shows that the API said
     * so.
     */
    private T turnedDown(SendResult result, ResponseHead head, Meaning meaning) {
        if (isUnderWay(head)) {
            return unknown(result, Doubt.ISSUER_IN_DOUBT, Likelihood.POSSIBLE);
        }
        if (!result.isComplete()) {
            return unknown(result, Doubt.ANSWER_UNREADABLE, Likelihood.POSSIBLE);
        }
        Failures.requireApis(head, result.body());
        return meaning == Meaning.ABSENT ? absent(result) : refused(refusal(result, head));
    }

    /**
     * Returns whether an earlier send of the same attempt is still being executed: this send is rejected, not the
     * attempt.
     */
    private boolean isUnderWay(ResponseHead head) {
        return issuer != Issuer.VAUCHAR && head.status() == CONFLICT && head.inProgress();
    }

    private T unlisted(SendResult result, ResponseHead head) {
        boolean ours = issuer != Issuer.VAUCHAR;
        if (ours && head.status() == SERVICE_UNAVAILABLE && head.notExecuted()) {
            throw Failures.notExecuted(head);
        }
        if (head.isRedirect()) {
            return unknown(result, Doubt.REDIRECTED, Likelihood.POSSIBLE);
        }
        boolean inDoubt =
                ours && OUTCOME_UNKNOWN.equals(ErrorBody.read(result.body()).code());
        return unknown(result, inDoubt ? Doubt.ISSUER_IN_DOUBT : Doubt.UNEXPECTED_STATUS, Likelihood.POSSIBLE);
    }

    /** Returns the refusal with the reasons in the body, if there are any. */
    private Refused refusal(SendResult result, ResponseHead head) {
        return new Refused(
                ViolationFilter.of(issuer, ErrorBody.read(result.body()).reasons(unexplained(head.status()))));
    }

    /** Returns the reason for a refusal without one that can be read. */
    Violation unexplained(int status) {
        return Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", status);
    }
}
