package io.redemption.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which package may use which, as allow-lists: what is not listed is forbidden. The root package is a parameter, so
 * that the same rules also check the samples.
 */
final class DependencyRules {
    private static final List<String> EVERYWHERE = List.of("java..", "org.jspecify..");
    private static final List<String> TESTING =
            List.of("org.junit.jupiter.api..", "org.junit.platform.commons..", "org.assertj..", "org.opentest4j..");

    /** Observes the other adapters, by their listener types: docs/decisions/0015. */
    private static final String OBSERVER = "micrometer";

    private static final Set<String> ADAPTERS =
            Set.of("vertx", "inmemory", "cache", "resilience", "micrometer", "jdbc", "postgres");

    private final String root;

    DependencyRules(String root) {
        this.root = root;
    }

    /** The allow-list of each package, by the name of the rule. A package may always use itself. */
    Map<String, ArchRule> rules() {
        String internal = root + ".internal";
        String calls = internal + ".calls";
        String model = root + ".model";
        String port = root + ".port";
        String events = root + ".events";
        String ruleSets = root + ".rules";
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        // The layers of the core, from the lowest up.
        allow(rules, "internal", internal, List.of());
        allow(rules, "model", model, List.of(internal));
        allow(rules, "calls", calls, List.of(internal, model, events));
        allow(rules, "rules", ruleSets, List.of(internal, model));
        allow(rules, "events", events, List.of(internal, model));
        allow(rules, "port", port, List.of(internal, calls, model));
        allow(rules, "core", root, List.of(internal, calls, model, port, events, ruleSets));

        List<String> core = List.of(root, internal, calls, model, port, events, ruleSets);
        List<String> adapter = List.of(internal, calls, model, port, events, ruleSets);
        allow(rules, "wire", root + ".wire..", List.of(model, port, "com.fasterxml.jackson.core.."));
        allow(rules, "inmemory", root + ".inmemory..", adapter);
        allow(rules, "vertx", root + ".vertx..", join(adapter, root + ".wire..", "io.vertx..", "javax.net.ssl.."));
        allow(
                rules,
                "micrometer",
                root + ".micrometer..",
                List.of(
                        model,
                        port,
                        events,
                        root + ".vertx..",
                        root + ".resilience..",
                        root + ".cache..",
                        "io.micrometer.core..",
                        "io.micrometer.common..",
                        "io.micrometer.observation..",
                        "io.micrometer.context.."));
        allow(rules, "cache", root + ".cache..", join(adapter, "com.github.benmanes.caffeine.cache.."));
        allow(rules, "jdbc", root + ".jdbc..", join(adapter, "javax.sql..", "javax.crypto.."));
        allow(rules, "resilience", root + ".resilience..", join(adapter, "io.github.resilience4j.."));
        allow(
                rules,
                "vauchar",
                root + ".vauchar..",
                join(core, root + ".vertx..", root + ".resilience..", root + ".cache..", "org.slf4j.."));
        allow(
                rules,
                "spring",
                root + ".spring",
                join(
                        core,
                        root + ".vertx..",
                        root + ".resilience..",
                        root + ".vauchar..",
                        root + ".inmemory..",
                        root + ".jdbc..",
                        root + ".micrometer..",
                        "com.fasterxml.jackson..",
                        "io.micrometer.context..",
                        "io.micrometer.core..",
                        "io.micrometer.observation..",
                        "javax.sql..",
                        "org.springframework..",
                        "tools.jackson.."));
        allow(
                rules,
                "server",
                root + ".server..",
                join(
                        core,
                        root + ".wire..",
                        "io.vertx..",
                        "io.netty..",
                        "com.fasterxml.jackson.core..",
                        "org.slf4j.."));
        allow(
                rules,
                "cli",
                root + ".cli..",
                join(
                        core,
                        root + ".server..",
                        root + ".wire..",
                        root + ".inmemory..",
                        root + ".vertx..",
                        root + ".vauchar..",
                        root + ".jdbc..",
                        "javax.sql..",
                        "org.postgresql..",
                        "io.vertx..",
                        "com.fasterxml.jackson.core..",
                        "picocli.."));
        allow(rules, "tck", root + ".tck..", join(core, TESTING.toArray(String[]::new)));
        allow(
                rules,
                "testing",
                root + ".testing..",
                join(join(core, root + ".inmemory.."), TESTING.toArray(String[]::new)));
        allow(
                rules,
                "spring test",
                root + ".spring.test..",
                join(core, root + ".inmemory..", root + ".spring", root + ".testing..", "org.springframework.."));
        rules.put("adapters do not know each other", noAdapterOnAdapter());
        rules.put(
                "no cycles between packages",
                slices().assignedFrom(new ByPackage(root)).should().beFreeOfCycles());
        return rules;
    }

    private void allow(Map<String, ArchRule> rules, String name, String where, List<String> used) {
        String[] allowed = Stream.of(EVERYWHERE, used, List.of(where))
                .flatMap(List::stream)
                .toArray(String[]::new);
        rules.put(
                "the allow-list of " + name,
                classes()
                        .that()
                        .resideInAPackage(where)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(allowed));
    }

    private ArchRule noAdapterOnAdapter() {
        return noClasses().should(new ArchCondition<>("use another adapter") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                String own = moduleOf(javaClass);
                javaClass.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                ADAPTERS.contains(own) && !own.equals(OBSERVER) && isOther(own, dependency))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.satisfied(javaClass, dependency.getDescription())));
            }
        });
    }

    private boolean isOther(String own, Dependency dependency) {
        String used = moduleOf(dependency.getTargetClass());
        return ADAPTERS.contains(used) && !used.equals(own);
    }

    /** The first package segment below the root, or an empty string. */
    private String moduleOf(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        if (!name.startsWith(root + ".")) {
            return "";
        }
        String below = name.substring(root.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static List<String> join(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    /** Makes each package a slice, including the root package. */
    private record ByPackage(String root) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getPackageName();
            return name.equals(root) || name.startsWith(root + ".")
                    ? SliceIdentifier.of(name)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the packages below " + root;
        }
    }
}
