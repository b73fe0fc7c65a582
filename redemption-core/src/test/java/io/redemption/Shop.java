package io.redemption;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.IdSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The redemptions over a programmed port and journal, under manual time, with a log of all events. */
public final class Shop {
    public final ProgrammedPort port;
    public final ProgrammedJournal journal = new ProgrammedJournal();
    public final ManualTime time = new ManualTime();
    public final EventLog log = new EventLog();
    public final Redemptions redemptions;

    public Shop(ProgrammedPort port) {
        this.port = port;
        this.redemptions = builder().build();
    }

    /** Nothing is resolved unless a test asks for it. */
    public RedemptionsBuilder builder() {
        return Redemptions.builder(port)
                .resolveInBackground(false)
                .journal(journal)
                .time(time)
                .ids(IdSource.seeded(7))
                .listener(log)
                .changes(log);
    }

    /** Redemptions of another process: other names, and a journal that knows nothing. */
    public RedemptionsBuilder elsewhere() {
        return builder().ids(IdSource.seeded(99)).journal(AttemptJournal.inMemory());
    }

    public Resolution resolve(Ticket ticket) {
        return now(redemptions.resolve(ticket));
    }

    /** Redeems and expects an unknown outcome. */
    public Ticket doubt(RedemptionAttempt attempt) {
        return redeem(attempt).fold(redeemed -> unexpected(redeemed), refused -> unexpected(refused), Unknown::ticket);
    }

    private static Ticket unexpected(RedemptionOutcome outcome) {
        throw new AssertionError("expected a doubt, but was " + outcome);
    }

    public RedemptionAttempt anAttempt() {
        return redemptions.prepare(Samples.aRequest().build());
    }

    public RedemptionOutcome redeem(RedemptionAttempt attempt) {
        return now(redemptions.redeem(attempt));
    }

    /** What the journal knows of an attempt, asked in a way that changes nothing. */
    public Optional<AttemptState> known(RedemptionAttempt attempt) {
        return now(journal.delegate.find(attempt.id()));
    }

    /** Begins to redeem, for a caller who waits for nothing. */
    public void send(RedemptionAttempt attempt) {
        redemptions.redeem(attempt);
    }

    public CompletableFuture<RedemptionOutcome> begin(RedemptionAttempt attempt) {
        return redemptions.redeem(attempt).toCompletableFuture();
    }

    /** What a stage completes with; waits at most ten seconds for another thread. */
    public static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RedemptionException known ? known : new CompletionException(failed);
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("waited 10 seconds for a stage to complete", late);
        }
    }
}
