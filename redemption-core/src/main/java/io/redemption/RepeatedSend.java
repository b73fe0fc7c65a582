package io.redemption;

import io.redemption.events.RedemptionListener.Component;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Unknown;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends an attempt in doubt once more, to an issuer that honours attempt ids: it answers as it did the first time, or
 * executes what never arrived. A failure settles nothing, because an earlier send may have been executed. Thread-safe.
 */
final class RepeatedSend {
    private final RedemptionsContext context;
    private final Backstop backstop;
    private final Doubts doubts;
    private final OutcomeRecorder recorder;
    private final AnswerCheck check;

    RepeatedSend(RedemptionsContext context, Doubts doubts, OutcomeRecorder recorder, AnswerCheck check) {
        this.context = context;
        this.backstop = context.backstop();
        this.doubts = doubts;
        this.recorder = recorder;
        this.check = check;
    }

    /**
     * Sends and records the answer.
     *
     * @param before the doubt that earlier sends left
     * @return completes with the recorded outcome, or empty if it is still unknown. Never fails
     */
    CompletionStage<Optional<RedemptionOutcome>> send(AttemptInFlight flight, Unknown before) {
        try {
            flight.continues(before);
            return sent(flight).exceptionally(broken -> Optional.empty());
        } catch (Throwable ofTheClock) {
            context.reporter().componentFailed(Component.TIME_SOURCE, ofTheClock);
            return CompletableFuture.completedStage(Optional.empty());
        }
    }

    private CompletionStage<Optional<RedemptionOutcome>> sent(AttemptInFlight flight) {
        RedemptionAttempt attempt = flight.attempt();
        Instant sentAt = context.time().now();
        long number = doubts.clock().sending(attempt.id(), flight.opening());
        GuardedCall<RedemptionOutcome> call = backstop.write(
                flight.report(), () -> context.port().redeem(attempt), doubt -> doubts.unknown(attempt, doubt, sentAt));
        call.late().whenComplete((late, failed) -> {
            doubts.clock().sentLate(attempt.id());
            boolean isLast = doubts.clock().isLast(attempt.id(), number);
            if (failed == null) {
                check.checked(flight, late, sentAt)
                        .whenComplete((confirmed, thrown) -> recorder.recordLate(flight, confirmed, isLast));
            }
        });
        CompletionStage<RedemptionOutcome> answered =
                call.answer().whenComplete((outcome, failed) -> doubts.clock().sent(attempt.id()));
        return answered.thenCompose(outcome -> check.checked(flight, outcome, sentAt))
                .thenCompose(outcome -> recorder.recordAnswer(flight, outcome)
                        .handle((recorded, failed) -> isSettled(outcome) ? Optional.of(outcome) : Optional.empty()));
    }

    private static boolean isSettled(RedemptionOutcome outcome) {
        return outcome.fold(redeemed -> true, refused -> true, unknown -> false);
    }
}
