package io.redemption.tck;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionPort;
import io.redemption.tck.ClauseResult.Status;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * The contract of {@link RedemptionPort} as a JUnit test. To prove an adapter, implement its two methods:
 *
 * <pre>{@code
 * class AcmePortTest extends RedemptionPortContract {
 *     private final Acme acme = Acme.sandbox();
 *
 *     protected RedemptionPort port() { return acme.port(); }
 *
 *     protected RedeemableId seed(Redeemable terms) { return acme.issue(terms); }
 * }
 * }</pre>
 *
 * <p>Each clause becomes one test, each group one container. A clause whose capability the port does not declare is not
 * skipped: the test proves what the contract defines for such ports, and the report says <i>not capable</i> and why.
 * The report is written to {@code target/contract-report-}<i>name</i>{@code .json}.
 *
 * <p>The contract needs an issuer that works: an unknown outcome, or an answer that takes longer than the
 * {@linkplain ContractScale#timeout timeout}, fails the clause. Issued redeemables are not removed.
 */
public abstract class RedemptionPortContract {
    /** For subclasses. */
    protected RedemptionPortContract() {}

    /**
     * Returns the port to prove; see {@link ContractFixture#port}.
     *
     * @return the port, which serves all clauses
     */
    protected abstract RedemptionPort port();

    /**
     * Issues a redeemable; see {@link ContractFixture#seed}.
     *
     * @param terms what to issue, under a fresh random id
     * @return the id under which the port can redeem it
     */
    protected abstract RedeemableId seed(Redeemable terms);

    /**
     * Returns the issuer's clock, if a test can move it; see {@link ContractFixture#issuerClock}.
     *
     * @return the clock, or {@code null}, which is the default, for real time
     */
    protected @Nullable IssuerClock issuerClock() {
        return null;
    }

    /** {@return how large the races are; {@link ContractScale#MODEST} by default} */
    protected ContractScale scale() {
        return ContractScale.MODEST;
    }

    /** {@return what the issuer restores when a redemption is reversed; everything by default} */
    protected Set<RestoredOnReversal> restoredOnReversal() {
        return EnumSet.allOf(RestoredOnReversal.class);
    }

    /** {@return the name of the adapter in the report; the name of the test class by default} */
    protected String name() {
        return getClass().getSimpleName();
    }

    /**
     * Makes the tests of the contract.
     *
     * @param reporter gets an entry for each clause that the port is not capable of
     * @return one container for each group, and a test that writes the report
     */
    @TestFactory
    public final Stream<DynamicNode> contract(TestReporter reporter) {
        ContractRun run = new ContractRun(new Adapter());
        Stream<DynamicNode> groups = Stream.of(Group.values()).map(group -> container(run, group, reporter));
        Path file = Path.of("target", "contract-report-" + name() + ".json");
        DynamicNode report = DynamicTest.dynamicTest(
                "the report is written", () -> run.report().writeTo(file));
        return Stream.concat(groups, Stream.of(report));
    }

    private static DynamicContainer container(ContractRun run, Group group, TestReporter reporter) {
        return DynamicContainer.dynamicContainer(
                group.title(),
                ContractRun.clauses().stream()
                        .filter(clause -> clause.group() == group)
                        .map(clause -> DynamicTest.dynamicTest(clause.toString(), () -> prove(run, clause, reporter))));
    }

    private static void prove(ContractRun run, Clause clause, TestReporter reporter) throws Throwable {
        ClauseResult result = run.prove(clause);
        if (result.failure() != null) {
            throw result.failure();
        }
        if (result.status() == Status.NOT_CAPABLE) {
            reporter.publishEntry(clause.number(), "not capable: " + result.reason());
        }
    }

    /** Gives the run access to the protected methods. */
    private final class Adapter implements ContractFixture {
        @Override
        public String name() {
            return RedemptionPortContract.this.name();
        }

        @Override
        public RedemptionPort port() {
            return RedemptionPortContract.this.port();
        }

        @Override
        public RedeemableId seed(Redeemable terms) {
            return RedemptionPortContract.this.seed(terms);
        }

        @Override
        public @Nullable IssuerClock issuerClock() {
            return RedemptionPortContract.this.issuerClock();
        }

        @Override
        public ContractScale scale() {
            return RedemptionPortContract.this.scale();
        }

        @Override
        public Set<RestoredOnReversal> restoredOnReversal() {
            return RedemptionPortContract.this.restoredOnReversal();
        }
    }
}
