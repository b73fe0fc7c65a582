package io.redemption.checkout;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.redemption.IdSource;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionException;
import io.redemption.RedemptionOutcome;
import io.redemption.Resolution;
import io.redemption.Ticket;
import io.redemption.Unknown;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The use cases over a programmed port and journal, under manual time, with a log of all that is told. */
final class Shop {
    final ProgrammedPort port;
    final ProgrammedJournal journal = new ProgrammedJournal();
    final ManualTime time = new ManualTime();
    final EventLog log = new EventLog();
    final Redemptions redemptions;

    Shop(ProgrammedPort port) {
        this.port = port;
        this.redemptions = builder().build();
    }

    RedemptionsBuilder builder() {
        return Redemptions.builder(port)
                .journal(journal)
                .time(time)
                .ids(IdSource.seeded(7))
                .listener(log)
                .changes(log);
    }

    /** Redemptions of another process: other names, and a journal that knows nothing. */
    RedemptionsBuilder elsewhere() {
        return builder().ids(IdSource.seeded(99)).journal(AttemptJournal.inMemory());
    }

    Resolution resolve(Ticket ticket) {
        return now(redemptions.resolve(ticket));
    }

    /** Redeems and expects that nobody knows. */
    Ticket doubt(RedemptionAttempt attempt) {
        return redeem(attempt).fold(redeemed -> unexpected(redeemed), refused -> unexpected(refused), Unknown::ticket);
    }

    private static Ticket unexpected(RedemptionOutcome outcome) {
        throw new AssertionError("expected a doubt, but was " + outcome);
    }

    RedemptionAttempt anAttempt() {
        return redemptions.prepare(Samples.aRequest().build());
    }

    RedemptionOutcome redeem(RedemptionAttempt attempt) {
        return now(redemptions.redeem(attempt));
    }

    /** What the journal knows of an attempt, asked in a way that changes nothing. */
    Optional<AttemptState> known(RedemptionAttempt attempt) {
        return now(journal.delegate.find(attempt.id()));
    }

    /** Begins to redeem, for a caller who waits for nothing. */
    void send(RedemptionAttempt attempt) {
        redemptions.redeem(attempt);
    }

    CompletableFuture<RedemptionOutcome> begin(RedemptionAttempt attempt) {
        return redemptions.redeem(attempt).toCompletableFuture();
    }

    /** What a stage completes with; waits at most ten seconds for another thread. */
    static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RedemptionException known ? known : new CompletionException(failed);
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("waited 10 seconds for a stage to complete", late);
        }
    }
}
