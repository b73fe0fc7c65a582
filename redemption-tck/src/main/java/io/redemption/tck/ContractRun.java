package io.redemption.tck;

import io.redemption.model.Capabilities;
import io.redemption.port.TimeSource;
import io.redemption.tck.ClauseResult.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the contract on one port, without a test framework. Not thread-safe: clauses run one after another, and start
 * their own threads where they race.
 */
public final class ContractRun {
    private final ContractFixture fixture;
    private final ClauseContext.Shared shared;
    private final List<ClauseResult> results = new ArrayList<>();

    /**
     * Begins a run.
     *
     * @param fixture the adapter, whose port is read here
     */
    public ContractRun(ContractFixture fixture) {
        this.fixture = fixture;
        this.shared = new ClauseContext.Shared(fixture, fixture.port());
    }

    /**
     * Runs the whole contract.
     *
     * @param fixture the adapter
     * @return the report
     */
    public static ContractReport of(ContractFixture fixture) {
        ContractRun run = new ContractRun(fixture);
        clauses().forEach(run::prove);
        return run.report();
    }

    /** {@return all clauses, group by group} */
    public static List<Clause> clauses() {
        return Clauses.ALL;
    }

    /**
     * Proves one clause. An exception of the port or the fixture is a result too.
     *
     * @param clause the clause
     * @return the result, which is added to the report
     */
    public ClauseResult prove(Clause clause) {
        ClauseContext context = new ClauseContext(shared);
        long begun = TimeSource.system().nanoTime();
        Throwable failure = failureOf(clause, context);
        Duration took = Duration.ofNanos(TimeSource.system().nanoTime() - begun);
        Status status =
                failure != null ? Status.FAILED : context.lacking().isEmpty() ? Status.PASSED : Status.NOT_CAPABLE;
        String reason = failure == null
                ? String.join("; ", context.lacking())
                : failure instanceof AssertionError ? String.valueOf(failure.getMessage()) : failure.toString();
        ClauseResult result = new ClauseResult(clause, status, reason.strip(), took, failure);
        results.add(result);
        return result;
    }

    private static @Nullable Throwable failureOf(Clause clause, ClauseContext context) {
        try {
            clause.prove(context);
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return interrupted;
        } catch (Exception | AssertionError | LinkageError | StackOverflowError failure) {
            return failure;
        }
    }

    /** {@return the results of the clauses that were run so far} */
    public ContractReport report() {
        Capabilities capabilities = shared.port().capabilities();
        String clock = fixture.issuerClock() == null
                ? "real time with a margin of 2 s"
                : "the issuer's clock, moved by the test";
        return new ContractReport(fixture.name(), capabilities, clock, results);
    }
}
