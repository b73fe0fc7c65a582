package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.BasketOutcome;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import io.redemption.tck.ClauseResult.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContractRunTest {
    private static final ContractScale SMALL = new ContractScale(8, 1, 5, 4, 5, Duration.ofSeconds(10), 1);

    @Test
    void contract_rightIssuer_holds() {
        ContractReport report = ContractReport.of(ToyFixture.right());

        assertThat(report.numbers(Status.FAILED)).as(report.toString()).isEmpty();
        assertThat(report.numbers(Status.NOT_CAPABLE)).isEmpty();
        assertThat(report.results()).hasSameSizeAs(ContractRun.clauses());
    }

    @Test
    void contract_issuerOnRealTime_provesTimeWithAMargin() {
        ToyIssuer issuer = new ToyIssuer(new RealClock(), Set.of());

        ContractReport report =
                ContractReport.of(new PlainFixture(issuer, issuer, Set.of(RestoredOnReversal.values())));

        assertThat(report.numbers(Status.FAILED)).as(report.toString()).isEmpty();
        assertThat(report.numbers(Status.NOT_CAPABLE)).containsExactly("R12", "T1", "T2", "T3", "T4", "T5", "T6");
    }

    @Test
    void contract_issuerOnRealTimeThatIgnoresTime_fails() {
        ToyIssuer issuer = new ToyIssuer(new StoppedClock(), Set.of());

        ContractReport report =
                ContractReport.of(new PlainFixture(issuer, issuer, Set.of(RestoredOnReversal.values())));

        assertThat(report.numbers(Status.FAILED)).contains("T1", "T2", "T3");
    }

    @Test
    void contract_portWithoutCapabilities_isProvenToRefuseAsDefined() {
        ToyIssuer issuer = new ToyIssuer(new RealClock(), Set.of());

        ContractReport report = ContractReport.of(
                new PlainFixture(issuer, new LesserPort(issuer), Set.of(RestoredOnReversal.values())));

        assertThat(report.numbers(Status.FAILED)).as(report.toString()).isEmpty();
        assertThat(report.results())
                .filteredOn(result -> result.needs() != null)
                .allMatch(result -> result.status() == Status.NOT_CAPABLE)
                .noneMatch(result -> result.reason().isEmpty());
        assertThat(report.numbers(Status.NOT_CAPABLE)).contains("A1", "K1", "D1", "F1", "Q2", "Q10", "X8");
    }

    @Test
    void contract_basketThatIsAcceptedButNotDeclared_fails() {
        ToyIssuer issuer = new ToyIssuer(new RealClock(), Set.of());
        RedemptionPort boastful = new LesserPort(issuer) {
            @Override
            public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
                return issuer.redeemAll(attempts);
            }
        };

        ContractReport report =
                ContractReport.of(new PlainFixture(issuer, boastful, Set.of(RestoredOnReversal.values())));

        assertThat(report.numbers(Status.FAILED))
                .containsExactlyInAnyOrder(
                        "K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10", "K11", "K12", "X8");
    }

    @Test
    void contract_policyThatGivesNothingBack_holdsIfDeclared() {
        ToyIssuer issuer = new ToyIssuer(
                new RealClock(),
                Set.of(
                        Guard.USE_GIVEN_BACK,
                        Guard.USER_SLOT_GIVEN_BACK,
                        Guard.VOUCHER_GIVEN_BACK,
                        Guard.BALANCE_GIVEN_BACK,
                        Guard.AUDIENCE_GIVEN_BACK));

        ContractReport declared = ContractReport.of(new PlainFixture(issuer, issuer, Set.of()));
        ContractReport undeclared =
                ContractReport.of(new PlainFixture(issuer, issuer, Set.of(RestoredOnReversal.values())));

        assertThat(declared.numbers(Status.FAILED)).as(declared.toString()).isEmpty();
        assertThat(undeclared.numbers(Status.FAILED)).contains("V3", "V4", "V5", "V6", "V7");
    }

    @Test
    void contract_portThatGivesEverythingBack_failsWhereThePolicySaysNothing() {
        ToyIssuer issuer = new ToyIssuer(new RealClock(), Set.of());

        ContractReport report = ContractReport.of(new PlainFixture(issuer, issuer, Set.of()));

        assertThat(report.numbers(Status.FAILED)).contains("V3", "V4", "V5", "V6", "V7");
    }

    @Test
    void prove_answerThatNeverComes_failsAndSaysWhatItWaitedFor() {
        ToyIssuer issuer = new ToyIssuer(new RealClock(), Set.of());
        RedemptionPort silent = new LesserPort(issuer) {
            @Override
            public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
                return new CompletableFuture<>();
            }
        };
        ContractRun run = new ContractRun(new PlainFixture(issuer, silent, Set.of()) {
            @Override
            public ContractScale scale() {
                return new ContractScale(4, 1, 1, 2, 1, Duration.ofMillis(20), 1);
            }
        });

        ClauseResult result = run.prove(clause("R1"));

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.reason()).isEqualTo("waited PT0.02S for the answer of redeem");
    }

    @Test
    void prove_racersThatNeverComeBack_failsAndSaysWhatItWaitedFor() {
        ToyIssuer issuer = new ToyIssuer(new RealClock(), Set.of());
        RedemptionPort silent = new LesserPort(issuer) {
            @Override
            public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
                return new CompletableFuture<>();
            }
        };
        ContractRun run = new ContractRun(new PlainFixture(issuer, silent, Set.of()) {
            @Override
            public ContractScale scale() {
                return new ContractScale(4, 1, 1, 2, 1, Duration.ofMillis(200), 1);
            }
        });

        ClauseResult result = run.prove(clause("X1"));

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.reason()).contains("waited").contains("redeem");
    }

    @Test
    void prove_seedThatThrows_isAResult() {
        ContractRun run = new ContractRun(
                new PlainFixture(null, new LesserPort(ToyFixture.right().port()), Set.of()));

        ClauseResult result = run.prove(clause("R1"));

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.reason()).contains("NOT_SUPPORTED");
    }

    @Test
    void clauses_numbers_areUniqueAndBeginWithTheirGroup() {
        assertThat(ContractRun.clauses()).extracting(Clause::number).doesNotHaveDuplicates();
        assertThat(ContractRun.clauses())
                .allMatch(clause -> clause.number().charAt(0) == clause.group().letter());
    }

    private static Clause clause(String number) {
        return ContractRun.clauses().stream()
                .filter(each -> each.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    /** A fixture as the author of an adapter writes it, without the issuer's clock. */
    private static class PlainFixture implements ContractFixture {
        private final @Nullable ToyIssuer issuer;
        private final RedemptionPort port;
        private final Set<RestoredOnReversal> restoredOnReversal;

        PlainFixture(@Nullable ToyIssuer issuer, RedemptionPort port, Set<RestoredOnReversal> restoredOnReversal) {
            this.issuer = issuer;
            this.port = port;
            this.restoredOnReversal = restoredOnReversal;
        }

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public RedemptionPort port() {
            return port;
        }

        @Override
        public RedeemableId seed(Redeemable terms) {
            if (issuer == null) {
                throw new RedemptionException(FailureCode.NOT_SUPPORTED, "cannot issue");
            }
            return issuer.issue(terms);
        }

        @Override
        public ContractScale scale() {
            return SMALL;
        }

        @Override
        public Set<RestoredOnReversal> restoredOnReversal() {
            return restoredOnReversal;
        }
    }

    private static final class RealClock implements IssuerClock {
        @Override
        public Instant now() {
            return TimeSource.system().now();
        }

        @Override
        public void advance(Duration by) {
            throw new UnsupportedOperationException("real time");
        }
    }

    /** A clock after the start of all terms. */
    private static final class StoppedClock implements IssuerClock {
        @Override
        public Instant now() {
            return Instant.parse("2100-01-01T00:00:00Z");
        }

        @Override
        public void advance(Duration by) {
            throw new UnsupportedOperationException("stopped");
        }
    }
}
