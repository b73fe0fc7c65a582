package io.redemption.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Values with telling defaults. */
final class ResilienceFixtures {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final RedeemableId CARD = RedeemableId.giftCard("gft-1");
    static final RedemptionAttempt ATTEMPT = attempt(1);
    static final Redemption REDEMPTION = Redemption.builder(RedemptionId.of("r-1"), CARD, NOON)
            .value(Amount.of("1"))
            .transactionId(ATTEMPT.transactionId())
            .build();
    static final Reversal REVERSAL = Reversal.of(REDEMPTION);
    static final Refused REFUSED = Refused.of(Violation.of(ViolationCode.BALANCE_TOO_LOW));

    private ResilienceFixtures() {}

    static RedemptionAttempt attempt(int number) {
        return new RedemptionAttempt(
                AttemptId.of("attempt-" + number),
                RedemptionRequest.builder(CARD).value("1").build(),
                TransactionId.of("transaction-" + number),
                NOON);
    }

    static ManualTime noon() {
        return ManualTime.at(NOON);
    }

    /** Returns options with a manual time and a seed, and with waits of at most 100 milliseconds. */
    static ResilienceOptionsBuilder options(ManualTime time) {
        return ResilienceOptions.builder().time(time).random(new Random(1));
    }

    /** Draws the longest wait each time. */
    static RandomGenerator longest() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return Long.MAX_VALUE;
            }

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
    }

    static <T> CompletionStage<T> done(T answer) {
        return CompletableFuture.completedStage(answer);
    }

    static CompletionStage<Redeemed> redeemed() {
        return done(Redeemed.of(REDEMPTION));
    }

    static <T> CompletionStage<T> failed(FailureCode code) {
        return failed(code, null);
    }

    static <T> CompletionStage<T> failed(FailureCode code, @Nullable Duration retryAfter) {
        return CompletableFuture.failedStage(new RedemptionException(code, "by the test", retryAfter, null));
    }

    static Unknown unknown(Doubt doubt, Likelihood executed, Instant sentAt, Instant since) {
        return new Unknown(Ticket.of(ATTEMPT, doubt, executed, 1, sentAt, since));
    }

    static CompletionStage<Unknown> inDoubt(Doubt doubt) {
        return done(unknown(doubt, Likelihood.POSSIBLE, NOON, NOON));
    }

    static CompletionStage<Unknown> reversalInDoubt(Doubt doubt) {
        return done(new Unknown(Ticket.of(REVERSAL, doubt, Likelihood.POSSIBLE, 1, NOON, NOON)));
    }

    /** Returns what a completed stage completed with. */
    static <T> T answer(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).as("the call").isDone();
        return future.join();
    }

    static Ticket ticket(CompletionStage<?> stage) {
        Object outcome = answer(stage);
        assertThat(outcome).isInstanceOf(Unknown.class);
        return ((Unknown) outcome).ticket();
    }

    /** Returns what a completed stage failed with. */
    static RedemptionException failure(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        assertThat(future).as("the call").isDone();
        try {
            throw new AssertionError("expected a failure, but the answer was " + future.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RedemptionException failure) {
                return failure;
            }
            throw new AssertionError("expected a redemption exception", e);
        }
    }

    static FailureCode code(CompletionStage<?> stage) {
        return failure(stage).code();
    }
}
