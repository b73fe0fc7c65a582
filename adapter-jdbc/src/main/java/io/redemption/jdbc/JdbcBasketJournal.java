package io.redemption.jdbc;

import io.redemption.internal.Checks;
import io.redemption.internal.calls.BasketArguments;
import io.redemption.model.BasketRecord;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.port.BasketJournal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A journal of baskets in the database of a {@link JdbcAttemptJournal}, which survives kills of its process and is
 * shared by several processes if the other is. It has the threads, connections, queue and options of that journal, and
 * what both write at the same time is one transaction. It ends with that journal: calls after its closing fail.
 * Thread-safe.
 *
 * <p>An append completes with {@code true} after the commit. A commit whose answer was lost is looked up by writing the
 * same record again, which is recognised. A queue or a disk that is full fails the stage with
 * {@link FailureCode#JOURNAL_FULL}; then nothing was appended. An append that is cancelled before it is written is not
 * written; afterwards it runs on.
 *
 * <p>Open baskets are kept until they end. Those that have ended are kept as long as settled attempts are, and as many.
 * Nothing of a user is stored but the 24 bits of a digest in a ticket. The id of a gift card is worth its balance:
 * protect the database as the orders.
 */
public final class JdbcBasketJournal implements BasketJournal {
    private final JdbcAttemptJournal attempts;

    private JdbcBasketJournal(JdbcAttemptJournal attempts) {
        this.attempts = attempts;
    }

    /**
     * Returns a journal of baskets beside a journal of attempts. May be called more than once: all are the same.
     *
     * @param attempts the journal of the attempts of these baskets; whoever made it closes it
     * @return the journal of the baskets
     */
    public static JdbcBasketJournal over(JdbcAttemptJournal attempts) {
        return new JdbcBasketJournal(Checks.required("attempts", attempts));
    }

    @Override
    public boolean survivesRestart() {
        return attempts.survivesRestart();
    }

    /** {@return whether the database is PostgreSQL} */
    @Override
    public boolean isShared() {
        return attempts.isShared();
    }

    @Override
    public CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch) {
        RedemptionException wrong = BasketArguments.wrong(basket, record);
        if (wrong != null) {
            return CompletableFuture.failedStage(wrong);
        }
        AppendTask task = new AppendTask(basket, record, expectedEpoch, attempts.nextNumber());
        return attempts.offer(task) ? task.stage() : CompletableFuture.failedStage(full());
    }

    static RedemptionException full() {
        return new RedemptionException(
                FailureCode.JOURNAL_FULL, "the basket journal has no room for another record; it was not appended");
    }

    @Override
    public CompletionStage<Log> find(String basket) {
        return read(BasketArguments.wrong(basket), tables -> tables.baskets().find(Keys.ofBasket(basket)));
    }

    @Override
    public CompletionStage<List<String>> openBaskets(Duration untouchedFor, int max) {
        return read(
                BasketArguments.wrong(untouchedFor, max),
                tables -> tables.baskets().open(untouchedFor, max));
    }

    private <T> CompletionStage<T> read(@Nullable RedemptionException wrong, ReadTask.Reading<T> reading) {
        return wrong == null ? attempts.submit(new ReadTask<>(reading)) : CompletableFuture.failedStage(wrong);
    }

    /** {@return the database} */
    @Override
    public String toString() {
        return "JdbcBasketJournal(" + attempts + ")";
    }
}
