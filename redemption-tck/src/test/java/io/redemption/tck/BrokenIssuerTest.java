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

/** An issuer that lacks one guard fails the clauses that the guard is for, and no others. */
class BrokenIssuerTest {
    @ParameterizedTest
    @EnumSource
    void contract_issuerWithoutOneGuard_failsItsClausesAndNoOthers(Guard guard) throws IOException {
        ToyFixture fixture = ToyFixture.without(guard);

        ContractReport report = ContractRun.of(fixture);

        report.writeTo(Path.of("target", "broken", fixture.name() + ".json"));
        Set<String> failed = report.numbers(Status.FAILED);
        Set<String> expected = new TreeSet<>(guard.always());
        expected.addAll(guard.perhaps());
        assertThat(failed).as(report.toString()).isNotEmpty().containsAll(guard.always());
        assertThat(expected).as(report.toString()).containsAll(failed);
        assertThat(report.numbers(Status.NOT_CAPABLE)).isEmpty();
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
