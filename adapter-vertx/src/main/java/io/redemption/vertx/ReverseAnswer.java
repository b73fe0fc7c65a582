package io.redemption.vertx;

import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.vertx.ReversalLook.Sight;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.wire.BodyKind;
import io.redemption.wire.ErrorBody;
import io.redemption.wire.ReportedFailure;
import io.redemption.wire.StatusTable;
import io.redemption.wire.StatusVerdict;
import java.util.concurrent.CompletableFuture;

/**
 * Evaluates the response to a DELETE. 204 is the documented success. Any web server may answer 200 or 404 to an unknown
 * path, so these two count only if a read from the issuer agrees, or if our own server says so with its own code.
 */
final class ReverseAnswer extends WriteAnswer<CompletableFuture<ReversalOutcome>> {
    private static final int NO_CONTENT = 204;

    /** The code of our own server for an unknown redemption, which no other server sends by chance. */
    private static final String UNKNOWN_REDEMPTION = "unknown_redemption";

    private final Reversal reversal;
    private final VertxRedemptionOptions options;
    private final IssuerTime issuerTime;
    private final ReversalLook look;

    ReverseAnswer(Reversal reversal, VertxRedemptionOptions options, IssuerTime issuerTime, ReversalLook look) {
        super(options.issuer(), issuerTime);
        this.reversal = reversal;
        this.options = options;
        this.issuerTime = issuerTime;
        this.look = look;
    }

    @Override
    StatusVerdict verdict(int status) {
        return StatusTable.ofDelete(status);
    }

    @Override
    CompletableFuture<ReversalOutcome> succeeded(SendResult result, ResponseHead head) {
        if (head.status() == NO_CONTENT) {
            return done(new Reversed(reversal));
        }
        if (!result.isComplete()) {
            return unknown(result, Doubt.ANSWER_UNREADABLE, Likelihood.LIKELY);
        }
        return switch (BodyKind.of(result.body())) {
            case EMPTY -> confirmed(result);
            case JSON_OBJECT ->
                ReportedFailure.in(result.body())
                        ? unknown(result, Doubt.CONTRADICTORY_ANSWER, Likelihood.POSSIBLE)
                        : confirmed(result);
            case JSON_OTHER, BROKEN_JSON, TEXT -> unknown(result, Doubt.ANSWER_UNREADABLE, Likelihood.POSSIBLE);
        };
    }

    private CompletableFuture<ReversalOutcome> confirmed(SendResult result) {
        return look.atRedemption()
                .thenApply(sight -> sight == Sight.GONE
                        ? new Reversed(reversal)
                        : inDoubt(result, doubt(sight), Likelihood.LIKELY));
    }

    @Override
    CompletableFuture<ReversalOutcome> absent(SendResult result) {
        boolean said = options.issuer() != Issuer.VAUCHAR
                && UNKNOWN_REDEMPTION.equals(ErrorBody.read(result.body()).code());
        return said ? done(new NothingToReverse(reversal)) : absentIfListed(result);
    }

    private CompletableFuture<ReversalOutcome> absentIfListed(SendResult result) {
        return look.atList()
                .thenApply(sight -> sight == Sight.GONE
                        ? new NothingToReverse(reversal)
                        : inDoubt(result, doubt(sight), Likelihood.POSSIBLE));
    }

    private static Doubt doubt(Sight sight) {
        return switch (sight) {
            case SHOWN -> Doubt.STILL_SHOWN;
            case NO_REDEEMABLE -> Doubt.REDEEMABLE_GONE;
            case GONE, UNCLEAR -> Doubt.NOT_CONFIRMED;
        };
    }

    @Override
    CompletableFuture<ReversalOutcome> refused(Refused refusal) {
        return done(refusal);
    }

    @Override
    CompletableFuture<ReversalOutcome> unknown(SendResult result, Doubt doubt, Likelihood executed) {
        return done(inDoubt(result, doubt, executed));
    }

    private ReversalOutcome inDoubt(SendResult result, Doubt doubt, Likelihood executed) {
        Ticket ticket = Ticket.of(
                reversal, doubt, executed, 1, result.handedAt(), options.time().now());
        return new Unknown(ticket.withIssuerTime(issuerTime.now()));
    }

    private static CompletableFuture<ReversalOutcome> done(ReversalOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
