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
 * What the answer to a write means, as far as POST and DELETE have it in common. When in doubt between two outcomes it
 * is the unknown one: its price is one GET, the price of the opposite error is money.
 *
 * @param <T> the outcome
 */
abstract class WriteAnswer<T> {
    /** The code in an error body with which our own server says that it does not know. */
    private static final String OUTCOME_UNKNOWN = "outcome_unknown";

    private static final int CONFLICT = 409;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final Issuer issuer;
    private final IssuerTime issuerTime;

    WriteAnswer(Issuer issuer, IssuerTime issuerTime) {
        this.issuer = issuer;
        this.issuerTime = issuerTime;
    }

    /** The table's verdict on a status. */
    abstract StatusVerdict verdict(int status);

    /** What a status of success comes to. */
    abstract T succeeded(SendResult result, ResponseHead head);

    abstract T refused(Refused refusal);

    /** There is nothing at the path, as the API itself says. */
    abstract T absent(SendResult result);

    abstract T unknown(SendResult result, Doubt doubt, Likelihood executed);

    /**
     * The outcome of a send.
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
            // Not before: an answer must not speak for itself.
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

    /** A status that says that nothing changed counts if the API has said so; of a body that was lost, nobody knows. */
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
     * An earlier send of the same attempt has not ended yet: this one is turned away, and the attempt is not refused.
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

    /** The reasons that the body tells; none is needed to be sure that it is a refusal. */
    private Refused refusal(SendResult result, ResponseHead head) {
        return new Refused(
                ViolationFilter.of(issuer, ErrorBody.read(result.body()).reasons(unexplained(head.status()))));
    }

    /** The reason for a refusal that tells none that can be read. */
    Violation unexplained(int status) {
        return Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", status);
    }
}
