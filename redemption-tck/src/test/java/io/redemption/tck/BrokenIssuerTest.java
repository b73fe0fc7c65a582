package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.tck.ClauseResult.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An issuer that lacks one guard fails the clauses that the guard is for, and no others. The long runs show that no
 * others fail, because that takes the whole contract for each guard.
 */
class BrokenIssuerTest {
    private static final boolean WHOLE_CONTRACT = Boolean.getBoolean("reliability");

    @ParameterizedTest
    @EnumSource
    void contract_issuerWithoutOneGuard_failsItsClausesAndNoOthers(Guard guard) throws IOException {
        ToyFixture fixture = ToyFixture.without(guard);
        Set<String> expected = new TreeSet<>(guard.always());
        expected.addAll(guard.perhaps());

        ContractReport report = WHOLE_CONTRACT ? ContractReport.of(fixture) : runOf(fixture, expected);

        report.writeTo(Path.of("target", "broken", fixture.name() + ".json"));
        Set<String> failed = report.numbers(Status.FAILED);
        assertThat(failed).as(report.toString()).isNotEmpty().containsAll(guard.always());
        assertThat(expected).as(report.toString()).containsAll(failed);
        assertThat(report.numbers(Status.NOT_CAPABLE)).isEmpty();
    }

    private static ContractReport runOf(ToyFixture fixture, Set<String> numbers) {
        ContractRun run = new ContractRun(fixture);
        ContractRun.clauses().stream()
                .filter(clause -> numbers.contains(clause.number()))
                .forEach(run::prove);
        return run.report();
    }

    @Test
    void guards_takenTogether_makeEveryClauseFail() {
        Set<String> bitten = Stream.of(Guard.values())
                .flatMap(guard -> Stream.concat(guard.always().stream(), guard.perhaps().stream()))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> clauses =
                ContractRun.clauses().stream().map(Clause::number).collect(Collectors.toCollection(TreeSet::new));
        assertThat(bitten).isEqualTo(clauses);
    }
}
