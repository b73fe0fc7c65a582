package io.redemption.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The shipped classes keep every rule. */
class ArchitectureTest {
    /** The root package of each module; empty for a module without shipped classes. */
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("redemption-bom", ""),
            Map.entry("redemption-core", "io.redemption"),
            Map.entry("vauchar-wire", "io.redemption.wire"),
            Map.entry("adapter-inmemory", "io.redemption.inmemory"),
            Map.entry("adapter-vertx", "io.redemption.vertx"),
            Map.entry("adapter-micrometer", "io.redemption.micrometer"),
            Map.entry("adapter-resilience", "io.redemption.resilience"),
            Map.entry("adapter-cache", "io.redemption.cache"),
            Map.entry("adapter-jdbc", "io.redemption.jdbc"),
            Map.entry("redemption-vauchar", "io.redemption.vauchar"),
            Map.entry("redemption-spring-boot-autoconfigure", "io.redemption.spring"),
            Map.entry("redemption-spring-boot-starter", ""),
            Map.entry("redemption-spring-boot-test", "io.redemption.spring.test"),
            Map.entry("redemption-server", "io.redemption.server"),
            Map.entry("redemption-tck", "io.redemption.tck"),
            Map.entry("redemption-cli", "io.redemption.cli"),
            Map.entry("redemption-testing", "io.redemption.testing"),
            Map.entry("architecture-tests", ""),
            Map.entry("reliability-tests", ""),
            Map.entry("benchmarks", ""),
            Map.entry("spring-boot-3-tests", ""),
            Map.entry("spring-boot-4-tests", ""));

    @TestFactory
    Stream<DynamicTest> shippedClasses_everyRule_isKept() {
        Map<String, ArchRule> rules = new HashMap<>(new DependencyRules("io.redemption").rules());
        rules.putAll(new CodingRules("io.redemption").rules());
        return rules.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(ProductionClasses.CLASSES)));
    }

    @Test
    void shippedClasses_ofEveryModule_areImported() throws IOException {
        List<String> modules = BuildFilesTest.modules();

        assertThat(PACKAGES.keySet()).containsExactlyInAnyOrderElementsOf(modules);
        assertThat(modules)
                .allSatisfy(module -> assertThat(ProductionClasses.CLASSES.stream()
                                .anyMatch(javaClass -> PACKAGES.getOrDefault(module, "")
                                                .isEmpty()
                                        || javaClass.getPackageName().equals(PACKAGES.getOrDefault(module, ""))))
                        .as("a class of " + module)
                        .isTrue());
    }
}
