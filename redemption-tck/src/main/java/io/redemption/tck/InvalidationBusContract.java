package io.redemption.tck;

import io.redemption.port.InvalidationBus;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of {@link InvalidationBus} as a JUnit test. To prove an adapter, implement its one method. Proves a bus
 * that loses nothing; receivers detect losses.
 */
public abstract class InvalidationBusContract {
    /** For subclasses. */
    protected InvalidationBusContract() {}

    /**
     * Makes a bus without subscribers, a new one at each call.
     *
     * @return the bus
     */
    protected abstract InvalidationBus bus();

    /** {@return how long an invalidation may take to arrive; 10 seconds by default} */
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
        return new InvalidationBusClauses(this::bus, timeout())
                .all().entrySet().stream()
                        .map(clause -> DynamicTest.dynamicTest(
                                clause.getKey(), () -> clause.getValue().run()));
    }
}
