package io.redemption;

import io.redemption.internal.Stages;
import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.AttemptId;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptJournal.Opening.TransactionTaken;
import io.redemption.port.AttemptState;
import io.redemption.port.ReversalState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers a call with what the journal knows of the attempt, or of another one with its unique transaction id. */
final class KnownAttempts {
    private final RedemptionsContext context;
    private final Doubts doubts;
    private final Function<AttemptId, @Nullable CompletionStage<RedemptionOutcome>> underWay;

    /**
     * Creates the answers.
     *
     * @param underWay joins an attempt that is under way in this process; answers {@code null} if it is not
     */
    KnownAttempts(
            RedemptionsContext context,
            Doubts doubts,
            Function<AttemptId, @Nullable CompletionStage<RedemptionOutcome>> underWay) {
        this.context = context;
        this.doubts = doubts;
        this.underWay = underWay;
    }

    /** Signals that a transaction id is free again, so that the attempt can be opened. */
    static final class FreeAgain extends RuntimeException {
        private static final long serialVersionUID = 1;

        FreeAgain() {
            super("free again", null, false, false);
        }
    }

    /** Returns the answer to an attempt that the journal knows. */
    RedemptionOutcome answer(RedemptionAttempt attempt, AttemptState state) {
        return state.fold(
                open -> unknown(attempt, open),
                settled -> replayed(attempt, settled.outcome()),
                in -> new Unknown(in.ticket()),
                reversed -> Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED)),
                absent -> unknown(attempt, new AttemptState.Open(AttemptJournal.NO_OPENING, null)));
    }

    /** Returns the answer to an attempt that is open and must not be sent. */
    Unknown unknown(RedemptionAttempt attempt, AttemptState.Open open) {
        Ticket ticket = open.ticket();
        return new Unknown(ticket == null ? doubts.begunEarlier(attempt).ticket() : ticket, open.decision());
    }

    /**
     * Returns the answer to an attempt whose unique transaction id another attempt carries. Fails with
     * {@link FreeAgain} if the id is free by now.
     */
    CompletionStage<RedemptionOutcome> answer(RedemptionAttempt attempt, TransactionTaken taken) {
        if (!taken.sameContent()) {
            return otherContent(attempt, taken.state());
        }
        CompletionStage<RedemptionOutcome> first = underWay.apply(taken.first());
        if (first != null) {
            return first.handle((outcome, thrown) -> {
                if (outcome == null) {
                    throw new FreeAgain(); // it was certainly not executed
                }
                return outcome;
            });
        }
        RedemptionAttempt same =
                new RedemptionAttempt(taken.first(), attempt.request(), attempt.transactionId(), attempt.preparedAt());
        return CompletableFuture.completedStage(answer(same, taken.state()));
    }

    private CompletionStage<RedemptionOutcome> otherContent(RedemptionAttempt attempt, AttemptState state) {
        return redemptionOf(state)
                .map(redeemed -> lookedUp(attempt, redeemed))
                .orElseGet(() -> CompletableFuture.completedStage(taken("unknown")));
    }

    private static Optional<Redemption> redemptionOf(AttemptState state) {
        return state.fold(
                open -> Optional.empty(),
                settled -> settled.outcome()
                        .<Optional<Redemption>>fold(
                                redeemed -> Optional.of(redeemed.redemption()),
                                refused -> Optional.empty(),
                                unknown -> Optional.empty()),
                in -> Optional.of(in.redemption()),
                reversed -> Optional.empty(),
                absent -> Optional.empty());
    }

    private CompletionStage<RedemptionOutcome> lookedUp(RedemptionAttempt attempt, Redemption redeemed) {
        // It may have been reversed elsewhere, which frees the id: read before refusing.
        long askedAt = context.time().nanoTime();
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        context.quietReads()
                .read(() -> context.port().find(attempt.redeemable(), redeemed.id(), Freshness.FROM_ISSUER))
                .whenComplete((found, thrown) -> {
                    if (found == null || found.isPresent()) {
                        answer.complete(taken("yes"));
                    } else if (!doubts.isGone(redeemed, askedAt)) {
                        answer.complete(taken("unknown")); // the issuer's lists may lag behind its own answer
                    } else {
                        context.guardedJournal()
                                .reversal(Reversal.of(redeemed), new ReversalState.Gone())
                                .whenComplete((recorded, failed) -> answer.completeExceptionally(
                                        failed == null ? new FreeAgain() : journalFailed()));
                    }
                });
        return answer;
    }

    private static RedemptionException journalFailed() {
        return new RedemptionException(
                FailureCode.JOURNAL_FAILED, "the journal could not record a reversal; nothing was sent");
    }

    private static Refused taken(String redeemed) {
        return Refused.of(Violation.of(ViolationCode.TRANSACTION_REUSED, "redeemed", redeemed));
    }

    /** Returns the refusal of an attempt whose id was used for something else. */
    static Refused reused(AttemptState state) {
        String happened = state.fold(
                open -> "unknown",
                settled -> settled.outcome().fold(redeemed -> "yes", refused -> "no", unknown -> "unknown"),
                in -> "unknown",
                reversed -> "no",
                absent -> "no");
        return reused(happened);
    }

    static Refused reused(String redeemed) {
        return Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED, "redeemed", redeemed));
    }

    /** A journal may keep no personal data; it has found that the attempt is the caller's, so the user is as well. */
    private static RedemptionOutcome replayed(RedemptionAttempt attempt, RedemptionOutcome recorded) {
        return replayed(recorded.fold(
                redeemed -> redeemed.redemption().redeemer().equals(Redeemer.ANONYMOUS)
                        ? Redeemed.of(redeemed.redemption().toBuilder()
                                .redeemer(attempt.request().redeemer())
                                .build())
                        : redeemed,
                refused -> refused,
                unknown -> unknown));
    }

    static RedemptionOutcome replayed(RedemptionOutcome outcome) {
        return outcome.fold(
                redeemed -> new Redeemed(redeemed.redemption(), true), refused -> refused, unknown -> unknown);
    }

    static RedemptionException asFailure(@Nullable Throwable thrown) {
        Throwable cause = thrown == null ? null : Stages.cause(thrown);
        return cause instanceof RedemptionException known ? known : UnsentCalls.broken(cause);
    }
}
