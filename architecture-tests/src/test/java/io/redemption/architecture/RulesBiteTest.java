package io.redemption.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule fails on the sample that was written to break it, and names that sample. */
class RulesBiteTest {
    private static final JavaClasses SAMPLES = new ClassFileImporter().importPackages("wrong");

    /** The text that each rule's report must contain: in most cases its sample. */
    private static final Map<String, String> SAMPLE_OF = Map.ofEntries(
            Map.entry("the allow-list of core", "wrong.CoreUsesTechnology"),
            Map.entry("the allow-list of internal", "wrong.internal.InternalUsesModel"),
            Map.entry("the allow-list of model", "wrong.model.ModelUsesPort"),
            Map.entry("the allow-list of calls", "wrong.internal.calls.CallsUsePort"),
            Map.entry("the allow-list of rules", "wrong.rules.RuleUsesPort"),
            Map.entry("the allow-list of events", "wrong.events.EventsUsePort"),
            Map.entry("the allow-list of port", "wrong.port.PortUsesEvents"),
            Map.entry("the allow-list of wire", "wrong.wire.WireUsesVertx"),
            Map.entry("the allow-list of inmemory", "wrong.inmemory.MemoryUsesJackson"),
            Map.entry("the allow-list of vertx", "wrong.vertx.VertxUsesServer"),
            Map.entry("the allow-list of micrometer", "wrong.micrometer.MicrometerUsesServer"),
            Map.entry("the allow-list of cache", "wrong.cache.CacheUsesVertx"),
            Map.entry("the allow-list of jdbc", "wrong.jdbc.JournalUsesVertx"),
            Map.entry("the allow-list of spring", "wrong.spring.StarterUsesVertx"),
            Map.entry("the allow-list of spring test", "wrong.spring.test.FixtureUsesVertx"),
            Map.entry("the allow-list of resilience", "wrong.resilience.ResilienceUsesVertx"),
            Map.entry("the allow-list of vauchar", "wrong.vauchar.StackUsesMemory"),
            Map.entry("the allow-list of server", "wrong.server.ServerUsesUnlisted"),
            Map.entry("the allow-list of cli", "wrong.cli.CommandUsesUnlisted"),
            Map.entry("the allow-list of tck", "wrong.tck.KitUsesAdapter"),
            Map.entry("the allow-list of testing", "wrong.testing.ExtensionUsesVertx"),
            Map.entry("adapters do not know each other", "wrong.vertx.VertxUsesMemory"),
            Map.entry("no cycles between packages", "wrong.port.PortUsesEvents"),
            Map.entry("no technology in public signatures", "wrong.server.ShowsVertx"),
            Map.entry("no floating-point numbers", "wrong.DoubleMoney"),
            Map.entry("no blocking calls", "wrong.Blocks"),
            Map.entry("no clocks and timers", "wrong.ReadsClock"),
            Map.entry("no randomness", "wrong.Gambles"),
            Map.entry("no console and no exit", "wrong.Prints"),
            Map.entry("no switches that make the transport unsafe", "wrong.vertx.TrustsAll"),
            Map.entry("no requests below the Web Client", "wrong.vertx.RequestsBelowTheWebClient"),
            Map.entry("no mutable static fields", "wrong.MutableStatic"),
            Map.entry("no optional parameters and fields", "wrong.TakesOptional"),
            Map.entry("no public types that can be extended", "wrong.OpenType"),
            Map.entry("no packages that are not null-marked", "wrong.unmarked.NotNullMarked"),
            Map.entry("no internal packages of other modules", "KitUsesInternals: io.redemption.internal.Stages"),
            Map.entry("no internal packages of third parties", "KitUsesInternals: org.assertj.core.internal.Failures"),
            Map.entry("no type checks on outcomes", "wrong.cli.ChecksOutcomeTypes"));

    @TestFactory
    Stream<DynamicTest> sample_writtenToBreakTheRule_breaksIt() {
        return rules().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> {
                    String sample = SAMPLE_OF.get(rule.getKey());

                    assertThat(rule.getValue()
                                    .allowEmptyShould(false)
                                    .evaluate(SAMPLES)
                                    .getFailureReport()
                                    .getDetails())
                            .anySatisfy(detail -> assertThat(detail).contains(sample));
                }));
    }

    @Test
    void everyRule_andNoOther_hasASample() {
        assertThat(SAMPLE_OF.keySet()).containsExactlyInAnyOrderElementsOf(rules().keySet());
    }

    private static Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>(new DependencyRules("wrong").rules());
        rules.putAll(new CodingRules("wrong").rules());
        return rules;
    }
}
