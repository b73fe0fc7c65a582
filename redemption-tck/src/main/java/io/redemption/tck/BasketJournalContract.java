package io.redemption.tck;

import io.redemption.port.BasketJournal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract of {@link BasketJournal} as a JUnit test. To prove a journal, implement its two methods. */
public abstract class BasketJournalContract {
    /** For subclasses. */
    protected BasketJournalContract() {}

    /**
     * Makes a journal that knows nothing, a new one at each call.
     *
     * @return the journal
     */
    protected abstract BasketJournal journal();

    /**
     * Makes a journal over what the last one from {@link #journal} has stored, as another process would after the first
     * was killed. Do not close the first: what it has acknowledged must be there all the same.
     *
     * @return the journal; an empty one if nothing survives a restart
     */
    protected abstract BasketJournal afterRestart();

    /**
     * Closes a journal that the contract has used, as its users do. By default closes it if it is
     * {@link AutoCloseable}.
     *
     * @param journal a journal that this object made; may be called twice for it
     * @throws Exception if it cannot be closed, which fails the clause
     */
    protected void close(BasketJournal journal) throws Exception {
        if (journal instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

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
        return BasketJournalClauses.all(this::journal, this::afterRestart, this::close, timeout()).entrySet().stream()
                .map(clause -> DynamicTest.dynamicTest(
                        clause.getKey(), () -> clause.getValue().run()));
    }
}
