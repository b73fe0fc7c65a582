package io.redemption;

import io.redemption.internal.Stages;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of single steps, through the same operations and the same attempt journal as single redemptions, and
 * says what they prove. No stage from here fails.
 */
final class BasketSteps {
    private final Doubts doubts;
    private final Resolver resolver;
    private final RedeemOperation redeemOperation;
    private final ReverseOperation reverseOperation;

    BasketSteps(Doubts doubts, Resolver resolver, RedeemOperation redeemOperation, ReverseOperation reverseOperation) {
        this.doubts = doubts;
        this.resolver = resolver;
        this.redeemOperation = redeemOperation;
        this.reverseOperation = reverseOperation;
    }

    /**
     * What a call proved.
     *
     * @param change what this process knows of the step from now on
     * @param fact what is to be recorded; {@code null} if nothing was proven
     */
    record Learned(
            UnaryOperator<BasketStep> change, @Nullable BasketRecord fact) {
        private static Learned of(BasketRecord fact) {
            return new Learned(step -> step, fact);
        }

        private static Learned of(UnaryOperator<BasketStep> change) {
            return new Learned(change, null);
        }
    }

    /**
     * Returns the ticket of an attempt that is about to be sent. It holds no time of the issuer: the process that finds
     * it waits from its own first read, because the send may begin at any time until the epoch moves.
     */
    Ticket intent(RedemptionAttempt attempt) {
        return Doubts.begunEarlier(doubts.begunEarlier(attempt).ticket());
    }

    /**
     * Sends a step.
     *
     * @param sendByNanos the monotonic time after which it must not be sent, because another process may by then have
     *     looked for it and found nothing
     */
    CompletionStage<Learned> send(int i, RedemptionAttempt attempt, long sendByNanos, BasketFindings findings) {
        return redeemOperation
                .redeemBy(sendByNanos, attempt)
                .handle((outcome, thrown) -> outcome == null
                        ? notAnswered(i, attempt, thrown, findings)
                        : answered(i, attempt, outcome, findings));
    }

    private Learned notAnswered(int i, RedemptionAttempt attempt, @Nullable Throwable thrown, BasketFindings findings) {
        if (Stages.cause(thrown) instanceof RedemptionException proof) {
            findings.failed(proof);
            return Learned.of(BasketRecord.ofStep(Kind.REFUSED, i, null));
        }
        return Learned.of(BasketRecord.ofTicket(Kind.IN_DOUBT, i, intent(attempt)));
    }

    private static Learned answered(
            int i, RedemptionAttempt attempt, RedemptionOutcome outcome, BasketFindings findings) {
        return outcome.fold(
                redeemed -> redeemed(i, redeemed, findings),
                refused -> refused(i, refused, findings),
                unknown -> unknown(i, attempt, unknown, findings));
    }

    /** An intent is sent once, so a replayed answer is about a redemption that this basket did not make. */
    private static Learned redeemed(int i, Redeemed redeemed, BasketFindings findings) {
        if (redeemed.replayed()) {
            return refused(i, KnownAttempts.reused("yes"), findings);
        }
        findings.redeemed(i, redeemed);
        return Learned.of(
                BasketRecord.ofRedemption(Kind.DONE, i, redeemed.redemption().id()));
    }

    private static Learned refused(int i, Refused refused, BasketFindings findings) {
        return Learned.of(BasketRecord.ofStep(Kind.REFUSED, i, findings.refused(i, refused)));
    }

    private static Learned unknown(int i, RedemptionAttempt attempt, Unknown unknown, BasketFindings findings) {
        boolean isAnothers = !attempt.id().equals(unknown.ticket().attemptId());
        return isAnothers
                ? refused(
                        i, Refused.of(Violation.of(ViolationCode.TRANSACTION_REUSED, "redeemed", "unknown")), findings)
                : Learned.of(BasketRecord.ofTicket(Kind.IN_DOUBT, i, unknown.ticket()));
    }

    /** Reads once whether a step is redeemed. What is found is to be reversed. */
    CompletionStage<Learned> look(int i, BasketStep step, BasketFindings findings) {
        Ticket ticket = Objects.requireNonNull(step.ticket(), "a begun step without a ticket");
        return resolver.resolve(ticket)
                .handle((seen, thrown) -> seen == null ? Learned.of(BasketStep::failed) : looked(i, seen, findings));
    }

    private static Learned looked(int i, Resolution seen, BasketFindings findings) {
        return seen.fold(
                confirmed -> Learned.of(BasketRecord.ofRedemption(
                        Kind.COMP_INTENT, i, confirmed.redemption().id())),
                absent -> Learned.of(BasketRecord.ofStep(Kind.COMP_DONE, i, "ABSENT")),
                duplicate -> Learned.of(BasketRecord.ofStep(Kind.STUCK, i, "DUPLICATE")),
                still -> stillUnknown(i, still, findings));
    }

    private static Learned stillUnknown(int i, StillUnknown still, BasketFindings findings) {
        findings.obstacle(i, still.why());
        if (still.why() == Obstacle.NO_MARKER) {
            return Learned.of(BasketRecord.ofStep(Kind.STUCK, i, still.why().name()));
        }
        boolean isEarly = still.why() == Obstacle.TOO_EARLY;
        return Learned.of(step -> {
            BasketStep looked = step.withTicket(still.ticket());
            return isEarly ? looked.tried() : looked.failed();
        });
    }

    CompletionStage<Learned> reverse(int i, BasketStep step, BasketFindings findings) {
        return reverseOperation
                .reverse(step.reversal())
                .handle((outcome, thrown) ->
                        outcome == null ? Learned.of(BasketStep::failed) : reversed(i, outcome, findings));
    }

    private static Learned reversed(int i, ReversalOutcome outcome, BasketFindings findings) {
        Learned done = Learned.of(BasketRecord.ofStep(Kind.COMP_DONE, i, null));
        return outcome.fold(reversed -> done, nothing -> done, refused -> Learned.of(BasketStep::failed), unknown -> {
            findings.reversalInDoubt(i, unknown.ticket());
            return Learned.of(BasketStep::failed);
        });
    }
}
