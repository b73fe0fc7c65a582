package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.tck.ClauseResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractReportTest {
    private static final Clause PLAIN = Clause.of(Group.LIMITS, 3, "a \"limit\" holds", context -> {});
    private static final Clause NEEDY =
            Clause.of(Group.BASKETS, 1, "a basket", context -> {}).needing(Capability.ATOMIC_BASKET, context -> {});

    private final ContractReport report = new ContractReport(
            "acme",
            new Capabilities(Set.of(Capability.ISSUER_TIME, Capability.EXPLAINED_REFUSALS), 2),
            "real time",
            List.of(
                    ClauseResult.of(
                            PLAIN, Status.FAILED, "expected\n1 \u00e9", Duration.ofMillis(12), new AssertionError("1")),
                    ClauseResult.of(NEEDY, Status.NOT_CAPABLE, "no baskets", Duration.ZERO, null)));

    @Test
    void toJson_results_areToldForMachines() {
        String json = report.toJson();

        assertThat(json)
                .isEqualTo("{\"name\":\"acme\",\"capabilities\":[\"EXPLAINED_REFUSALS\",\"ISSUER_TIME\"],"
                        + "\"max_scale\":2,\"clock\":\"real time\",\"passed\":0,\"failed\":1,\"not_capable\":1,"
                        + "\"clauses\":["
                        + "{\"number\":\"L3\",\"sentence\":\"a \\\"limit\\\" holds\",\"group\":\"limits\","
                        + "\"needs\":null,\"status\":\"failed\",\"reason\":\"expected\\u000a1 \\u00e9\",\"millis\":12},"
                        + "{\"number\":\"K1\",\"sentence\":\"a basket\",\"group\":\"baskets\","
                        + "\"needs\":\"ATOMIC_BASKET\",\"status\":\"not_capable\",\"reason\":\"no baskets\","
                        + "\"millis\":0}]}");
    }

    @Test
    void writeTo_missingFolder_isMade(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a").resolve("report.json");

        report.writeTo(file);

        assertThat(Files.readString(file)).isEqualTo(report.toJson());
    }

    @Test
    void numbers_status_areThoseOfItsClauses() {
        assertThat(report.holds()).isFalse();
        assertThat(report.numbers(Status.FAILED)).containsExactly("L3");
        assertThat(report.numbers(Status.NOT_CAPABLE)).containsExactly("K1");
        assertThat(report.toString())
                .contains("acme: 0 passed, 1 failed, 1 not capable")
                .contains("L3");
    }
}
