package io.redemption.tck;

import io.redemption.port.AttemptJournal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of {@link AttemptJournal} as a JUnit test. To prove a journal, implement its two methods. A journal that
 * is {@link AutoCloseable} is closed after each clause.
 */
public abstract class AttemptJournalContract {
    /** For subclasses. */
    protected AttemptJournalContract() {}

    /**
     * Makes a journal that knows nothing, a new one at each call.
     *
     * @return the journal
     */
    protected abstract AttemptJournal journal();

    /**
     * Makes a journal over what the last one from {@link #journal} has stored, as another process would after the first
     * was killed. Do not close the first: what it has acknowledged must be there all the same.
     *
     * @return the journal; an empty one if nothing survives a restart
     */
    protected abstract AttemptJournal afterRestart();

    /** {@return how long one call may take; 10 seconds by default} */
    protected Duration timeout() {
        return Duration.ofSeconds(10);
    }

    /**
     * Makes the tests of the contract.
     *
     * @return one test for each clause
     */
    @TestFactory
    public final Stream<DynamicTest> contract() {
        return JournalClauses.all(this::journal, this::afterRestart, timeout()).entrySet().stream()
                .map(clause -> DynamicTest.dynamicTest(
                        clause.getKey(), () -> clause.getValue().run()));
    }
}
