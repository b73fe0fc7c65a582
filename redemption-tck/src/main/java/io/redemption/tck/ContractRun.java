package io.redemption.tck;

import io.redemption.model.Capabilities;
import io.redemption.port.TimeSource;
import io.redemption.tck.ClauseResult.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs clauses on one port. Not thread-safe: they run one after another, and start their own threads where they race.
 */
final class ContractRun {
    private final ContractFixture fixture;
    private final ClauseContext.Shared shared;
    private final List<ClauseResult> results = new ArrayList<>();

    /**
     * Begins a run.
     *
     * @param fixture the adapter, whose port is read here
     */
    ContractRun(ContractFixture fixture) {
        this.fixture = fixture;
        this.shared = new ClauseContext.Shared(fixture, fixture.port());
    }

    /** {@return all clauses, group by group} */
    static List<Clause> clauses() {
        return Clauses.ALL;
    }

    /**
     * Proves one clause. An exception of the port or the fixture is a result too.
     *
     * @param clause the clause
     * @return the result, which is added to the report
     */
    ClauseResult prove(Clause clause) {
        ClauseContext context = new ClauseContext(shared);
        long begun = TimeSource.system().nanoTime();
        Throwable failure = failureOf(clause, context);
        Duration took = Duration.ofNanos(TimeSource.system().nanoTime() - begun);
        Status status =
                failure != null ? Status.FAILED : context.lacking().isEmpty() ? Status.PASSED : Status.NOT_CAPABLE;
        String reason = failure == null
                ? String.join("; ", context.lacking())
                : failure instanceof AssertionError ? String.valueOf(failure.getMessage()) : failure.toString();
        ClauseResult result = ClauseResult.of(clause, status, reason.strip(), took, failure);
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
    ContractReport report() {
        Capabilities capabilities = shared.port().capabilities();
        String clock = fixture.issuerClock() == null
                ? "real time with a margin of 2 s"
                : "the issuer's clock, moved by the test";
        return new ContractReport(fixture.name(), capabilities, clock, results);
    }
}
