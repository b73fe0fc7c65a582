package io.redemption.vertx;

import io.redemption.Doubt;
import io.redemption.Likelihood;
import io.redemption.Redeemed;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionOutcome;
import io.redemption.Refused;
import io.redemption.Ticket;
import io.redemption.Unknown;
import io.redemption.Violation;
import io.redemption.ViolationCode;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.wire.RedemptionReader;
import io.redemption.wire.StatusTable;
import io.redemption.wire.StatusVerdict;
import io.redemption.wire.UnreadableBodyException;
import java.time.Instant;

/** What the answer to a POST that redeems means. */
final class RedeemAnswer extends WriteAnswer<RedemptionOutcome> {
    private static final int NOT_FOUND = 404;

    private final RedemptionAttempt attempt;
    private final VertxRedemptionOptions options;

    RedeemAnswer(RedemptionAttempt attempt, VertxRedemptionOptions options) {
        super(options.issuer());
        this.attempt = attempt;
        this.options = options;
    }

    @Override
    StatusVerdict verdict(int status) {
        return StatusTable.ofCreate(status);
    }

    @Override
    RedemptionOutcome succeeded(SendResult result, AnswerHead head) {
        if (!result.isComplete()) {
            return unknown(result, Doubt.ANSWER_UNREADABLE, Likelihood.LIKELY);
        }
        Instant now = options.time().now();
        Redemption redemption;
        try {
            redemption = new RedemptionReader(attempt.redeemable(), now).one(result.body());
        } catch (UnreadableBodyException e) {
            result.dropConnection();
            return unknown(result, Doubt.ANSWER_UNREADABLE, Likelihood.LIKELY);
        }
        if (attempt.contradiction(redemption, options.rewritesUserIds()) != null || !isOfThisTime(redemption, now)) {
            // A success for something else says nothing about our own request, and the next answer may be shifted too.
            result.dropConnection();
            return unknown(result, Doubt.ECHO_MISMATCH, Likelihood.POSSIBLE);
        }
        return new Redeemed(redemption, options.issuer() == Issuer.REDEMPTION_SERVER && head.replayed());
    }

    /** A replayed redemption may be older than this send, but none is older than its attempt. */
    private boolean isOfThisTime(Redemption redemption, Instant now) {
        Instant earliest = attempt.preparedAt().minus(options.maxClockSkew());
        Instant latest = now.plus(options.maxClockSkew());
        return !redemption.createdAt().isBefore(earliest)
                && !redemption.createdAt().isAfter(latest);
    }

    @Override
    RedemptionOutcome refused(Refused refusal) {
        return refusal;
    }

    /** The API documents 404 on a create as an unknown redeemable, of all three kinds. */
    @Override
    Violation unexplained(int status) {
        return status == NOT_FOUND ? Violation.of(ViolationCode.UNKNOWN_REDEEMABLE) : super.unexplained(status);
    }

    @Override
    RedemptionOutcome absent() {
        return Refused.of(unexplained(NOT_FOUND));
    }

    @Override
    RedemptionOutcome unknown(SendResult result, Doubt doubt, Likelihood executed) {
        return new Unknown(Ticket.of(
                attempt, doubt, executed, 1, result.handedAt(), options.time().now()));
    }
}
