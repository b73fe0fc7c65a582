package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.Ticket;
import io.redemption.port.BasketJournal;
import io.redemption.port.BasketJournal.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A journal of baskets with its calls awaited, and the records that the clauses use. */
final class BasketJournalUnderTest implements AutoCloseable {
    static final String NAME = "Basket1";
    static final BasketRecord START = BasketRecord.started(List.of(AttemptId.of("a-1"), AttemptId.of("a-2")));
    static final BasketRecord ABORTING = BasketRecord.of(Kind.ABORTING, "PRESUMED");
    static final BasketRecord ABORTED = BasketRecord.of(Kind.ABORTED, null);
    static final BasketRecord COMMITTED = BasketRecord.of(Kind.COMMITTED, null);

    private final List<BasketJournal> opened = new ArrayList<>();
    private final Supplier<BasketJournal> restart;
    private final Closing closing;
    private final Duration timeout;
    private BasketJournal journal;

    /** Closes a journal. */
    @FunctionalInterface
    interface Closing {
        void close(BasketJournal journal) throws Exception;
    }

    BasketJournalUnderTest(
            Supplier<BasketJournal> journals, Supplier<BasketJournal> restart, Closing closing, Duration timeout) {
        this.restart = restart;
        this.closing = closing;
        this.timeout = timeout;
        this.journal = journals.get();
        opened.add(journal);
    }

    /** Goes on as another process would after this one was killed. */
    void restart() {
        journal = another();
    }

    /** Returns another journal over the same store. */
    BasketJournal another() {
        BasketJournal next = restart.get();
        opened.add(next);
        return next;
    }

    BasketJournal port() {
        return journal;
    }

    Duration timeout() {
        return timeout;
    }

    void closeFirst() throws Exception {
        closing.close(journal);
    }

    <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (Exception failed) {
            throw new AssertionError("a call of the journal did not succeed: " + failed, failed);
        }
    }

    boolean append(String basket, BasketRecord record, long epoch) {
        return await(journal.append(basket, record, epoch));
    }

    /** Appends a record that has to be appended. */
    void appended(String basket, BasketRecord record, long epoch) {
        assertThat(append(basket, record, epoch))
                .as(record.kind() + " of " + basket + " under epoch " + epoch)
                .isTrue();
    }

    Log find(String basket) {
        return await(journal.find(basket));
    }

    List<String> open(Duration untouchedFor, int max) {
        return await(journal.openBaskets(untouchedFor, max));
    }

    List<String> open() {
        return open(Duration.ZERO, 1_000);
    }

    static BasketRecord done(int step) {
        return BasketRecord.ofRedemption(Kind.DONE, step, RedemptionId.of("red-" + step));
    }

    static BasketRecord intent(int step) {
        return BasketRecord.ofTicket(Kind.INTENT, step, ticket(step));
    }

    private static Ticket ticket(int step) {
        RedemptionAttempt attempt = JournalUnderTest.attempt(
                AttemptId.of("a-" + step), JournalUnderTest.request().uniqueTransaction("order 1/ü\0" + step));
        Instant at = JournalUnderTest.START;
        return Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.LIKELY, 2, at, at.plusSeconds(9));
    }

    /** One record of each kind about a step of a basket that is undone. */
    static List<BasketRecord> ofEachKind(int step) {
        return List.of(
                intent(step),
                done(step),
                BasketRecord.ofStep(Kind.REFUSED, step, "balance_too_low,acme.other"),
                BasketRecord.ofTicket(Kind.IN_DOUBT, step, ticket(step)),
                BasketRecord.ofRedemption(Kind.COMP_INTENT, step, RedemptionId.of("red-" + step)),
                BasketRecord.ofStep(Kind.COMP_DONE, step, null),
                BasketRecord.ofStep(Kind.STUCK, step, "a & b = 100 %\n\0ü"));
    }

    @Override
    public void close() {
        for (BasketJournal each : opened) {
            try {
                closing.close(each);
            } catch (Exception failed) {
                throw new AssertionError("a journal could not be closed: " + failed, failed);
            }
        }
    }
}
