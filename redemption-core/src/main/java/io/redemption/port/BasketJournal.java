package io.redemption.port;

import io.redemption.internal.Checks;
import io.redemption.model.BasketRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Stores what was done for baskets that are redeemed step by step, so that a basket which a process left is undone. A
 * basket's records are only appended. Its <i>epoch</i> begins with 0 and moves by one with each record that
 * {@linkplain BasketRecord.Kind#movesEpoch decides} about the whole basket, so that a process that decided late, or
 * paused, cannot append any more. Thread-safe. Its stages keep the rules of {@link RedemptionPort} about stages and
 * threads.
 */
public interface BasketJournal {
    /**
     * Returns whether this journal keeps baskets after the process has ended.
     *
     * @return the same value for the journal's whole life
     */
    boolean survivesRestart();

    /**
     * Returns whether several processes may use this journal at the same time.
     *
     * @return the same value for the journal's whole life
     */
    boolean isShared();

    /**
     * Appends a record if the basket's epoch is the expected one, and moves the epoch if the record decides, in one
     * atomic step. A start drops the records of an earlier run of the same basket.
     *
     * @param basket the basket's name, 1 to 64 characters of {@code A-Z a-z 0-9}
     * @param record what happened
     * @param expectedEpoch 0 for a basket that the journal does not know
     * @return whether it was appended, after it is as durable as this journal makes it; {@code false} if the epoch is
     *     another one. If the stage fails, it may or may not be appended, now or later
     */
    CompletionStage<Boolean> append(String basket, BasketRecord record, long expectedEpoch);

    /**
     * Returns what is recorded of a basket.
     *
     * @param basket the basket's name
     * @return its epoch and its records; 0 and none if the journal does not know it
     */
    CompletionStage<Log> find(String basket);

    /**
     * Returns baskets that started and did not end, the oldest first.
     *
     * @param untouchedFor only those to which nothing was appended for so long, by the journal's own clock
     * @param max how many at most, more than zero
     * @return their names
     */
    CompletionStage<List<String>> openBaskets(Duration untouchedFor, int max);

    /**
     * What is recorded of a basket.
     *
     * @param epoch the epoch now
     * @param records the records of the last run, in their order
     */
    record Log(long epoch, List<BasketRecord> records) {
        /**
         * Copies the list.
         *
         * @param epoch as the component says
         * @param records as the component says
         */
        public Log {
            records = Checks.copied("records", records);
        }
    }

    /**
     * Returns a journal in memory, which lasts as long as the object: a basket that is under way when the process ends
     * stays partly redeemed, and nothing tells so. It keeps the last 10,000 baskets that ended, and up to 10,000 open
     * ones; then no other can start.
     *
     * @return the journal
     */
    static BasketJournal inMemory() {
        return inMemory(TimeSource.system());
    }

    /**
     * Returns a journal as {@link #inMemory()} does, with another clock.
     *
     * @param time the clock that measures how long a basket is untouched
     * @return the journal
     */
    static BasketJournal inMemory(TimeSource time) {
        return new InMemoryBasketJournal(time);
    }
}
