package io.redemption.vertx;

import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.vertx.VertxRedemptionOptions.GiftCardTransactionId;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.wire.RedemptionReader;
import io.redemption.wire.StatusTable;
import io.redemption.wire.StatusVerdict;
import io.redemption.wire.UnreadableBodyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Evaluates the response to a POST that redeems. */
final class RedeemAnswer extends WriteAnswer<RedemptionOutcome> {
    private static final int NOT_FOUND = 404;

    private final RedemptionAttempt attempt;
    private final RedemptionAttempt sent;
    private final VertxRedemptionOptions options;
    private final IssuerTime issuerTime;

    RedeemAnswer(RedemptionAttempt attempt, VertxRedemptionOptions options, IssuerTime issuerTime) {
        super(options.issuer(), issuerTime);
        this.attempt = attempt;
        this.sent = sent(attempt, options);
        this.options = options;
        this.issuerTime = issuerTime;
    }

    /** Returns the attempt without the fields that are not sent: a response is compared with what was sent. */
    private static RedemptionAttempt sent(RedemptionAttempt attempt, VertxRedemptionOptions options) {
        boolean whole = attempt.redeemable().kind() != RedeemableKind.GIFT_CARD
                || options.giftCardTransactionId() == GiftCardTransactionId.SEND;
        if (whole) {
            return attempt;
        }
        RedemptionRequest request = attempt.request();
        RedemptionRequest without = new RedemptionRequest(
                request.redeemable(),
                request.redeemer(),
                request.value(),
                new TransactionChoice.AsGiven(null),
                request.orderTotal());
        return new RedemptionAttempt(attempt.id(), without, null, attempt.preparedAt());
    }

    @Override
    StatusVerdict verdict(int status) {
        return StatusTable.ofCreate(status);
    }

    @Override
    RedemptionOutcome succeeded(SendResult result, ResponseHead head) {
        if (!result.isComplete()) {
            return unknown(result, Doubt.ANSWER_UNREADABLE, Likelihood.LIKELY);
        }
        Instant now = options.time().now();
        Instant issuerNow = head.issuerTime() == null ? now : head.issuerTime();
        RedemptionReader reader = new RedemptionReader(attempt.redeemable(), issuerNow, options.maxScale());
        Redemption redemption;
        try {
            redemption = reader.oneUnlessFailed(result.body());
        } catch (UnreadableBodyException e) {
            result.dropConnection();
            return unknown(result, Doubt.ANSWER_UNREADABLE, Likelihood.LIKELY);
        }
        if (redemption == null) {
            return unknown(result, Doubt.CONTRADICTORY_ANSWER, Likelihood.POSSIBLE);
        }
        Doubt mismatch = mismatch(redemption, head, now, issuerNow);
        if (mismatch != null) {
            // A success for another attempt says nothing about ours, and the next response may be misplaced too.
            result.dropConnection();
            return unknown(result, mismatch, Likelihood.POSSIBLE);
        }
        return new Redeemed(shown(redemption), options.issuer() != Issuer.VAUCHAR && head.replayed());
    }

    private @Nullable Doubt mismatch(Redemption redemption, ResponseHead head, Instant now, Instant issuerNow) {
        if (sent.contradiction(redemption, options.rewritesUserIds()) != null) {
            return Doubt.ECHO_MISMATCH;
        }
        TransactionId marker = sent.marker();
        if (marker != null && marker.equals(redemption.transactionId())) {
            // No other redemption has this marker, so this one is ours, whatever the clocks say.
            if (head.issuerTime() == null) {
                issuerTime.differs(offTime(redemption, now, issuerNow));
            }
            return null;
        }
        boolean inTime = !IssuerTime.isMore(offTime(redemption, now, issuerNow), options.maxClockSkew());
        return inTime && (head.issuerTime() == null || issuerTime.isInLine(head.issuerTime()))
                ? null
                : Doubt.ECHO_OUT_OF_TIME;
    }

    /**
     * Returns by how much a redemption is later than this response, or, as a negative time, earlier than its attempt;
     * zero in between. A replayed redemption may be older than this send, but not older than its attempt.
     */
    private Duration offTime(Redemption redemption, Instant now, Instant issuerNow) {
        Duration age = Duration.between(attempt.preparedAt(), now);
        Instant prepared = age.isNegative() ? issuerNow : issuerNow.minus(age);
        Instant created = redemption.createdAt();
        if (created.isAfter(issuerNow)) {
            return Duration.between(issuerNow, created);
        }
        return created.isBefore(prepared) ? Duration.between(prepared, created) : Duration.ZERO;
    }

    /** Removes a transaction id that the issuer made up, so that a later comparison with the attempt does not fail. */
    private Redemption shown(Redemption redemption) {
        return Objects.equals(sent.transactionId(), attempt.transactionId())
                ? redemption
                : redemption.toBuilder().transactionId(null).build();
    }

    @Override
    RedemptionOutcome refused(Refused refusal) {
        return refusal;
    }

    /** Returns the unknown redeemable for 404, as the API documents for all three kinds. */
    @Override
    Violation unexplained(int status) {
        return status == NOT_FOUND ? Violation.of(ViolationCode.UNKNOWN_REDEEMABLE) : super.unexplained(status);
    }

    @Override
    RedemptionOutcome absent(SendResult result) {
        return Refused.of(unexplained(NOT_FOUND));
    }

    @Override
    RedemptionOutcome unknown(SendResult result, Doubt doubt, Likelihood executed) {
        Ticket ticket = Ticket.of(
                attempt, doubt, executed, 1, result.handedAt(), options.time().now());
        return new Unknown(ticket.withIssuerTime(issuerTime.now()));
    }
}
