package io.redemption.tck;

import io.redemption.port.InvalidationBus;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of {@link InvalidationBus} as a JUnit test. To prove an adapter, extend it by one method. Proves a bus
 * while it loses nothing; that losses are noticed is the receivers' affair.
 */
public abstract class InvalidationBusContract {
    /** For subclasses. */
    protected InvalidationBusContract() {}

    /**
     * A bus without subscribers, another one at each call.
     *
     * @return the bus
     */
    protected abstract InvalidationBus bus();

    /** {@return how long a notice may take to arrive; 10 seconds by default} */
    protected Duration timeout() {
        return Duration.ofSeconds(10);
    }

    /**
     * The contract as tests.
     *
     * @return one test for each clause
     */
    @TestFactory
    public final Stream<DynamicTest> contract() {
        return new InvalidationBusClauses(this::bus, timeout())
                .all().entrySet().stream()
                        .map(clause -> DynamicTest.dynamicTest(
                                clause.getKey(), () -> clause.getValue().run()));
    }
}
