package io.redemption.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules over what is not in class files: dependencies, exports and source lines. Each has a counter-example. */
class BuildFilesTest {
    private static final int COLUMNS = 120;
    private static final Path REPOSITORY = Path.of("..");

    /** Modules that ship no classes: tests, the bill of materials, and the starter, which is a list of dependencies. */
    private static final Set<String> NOT_SHIPPED = Set.of(
            "architecture-tests",
            "reliability-tests",
            "benchmarks",
            "spring-boot-3-tests",
            "spring-boot-4-tests",
            "redemption-bom",
            "redemption-spring-boot-starter");

    @TestFactory
    Stream<DynamicTest> productionModule_dependencies_haveNoTestDoubles() throws IOException {
        return modules().stream()
                .filter(module -> !NOT_SHIPPED.contains(module))
                .map(module -> DynamicTest.dynamicTest(module, () -> {
                    try (InputStream pom =
                            Files.newInputStream(REPOSITORY.resolve(module).resolve("pom.xml"))) {
                        assertThat(ProductionPom.testDependencies(module, pom)).isEmpty();
                    }
                }));
    }

    @Test
    void testDoubles_outsideTestScope_areFound() throws Exception {
        String pom = "<project><dependencies>"
                + dependency("io.redemption", "redemption-testing", "")
                + dependency("io.redemption", "redemption-tck", "<scope>test</scope>")
                + dependency("io.redemption", "redemption-adapter-inmemory", "<scope>runtime</scope>")
                + dependency("org.junit.jupiter", "junit-jupiter-api", "<scope>provided</scope>")
                + dependency("org.assertj", "assertj-core", "<scope>test</scope>")
                + dependency("org.mockito", "mockito-core", "<scope>compile</scope>")
                + "</dependencies></project>";

        assertThat(testDependencies("redemption-server", pom))
                .containsExactly(
                        "redemption-testing", "redemption-adapter-inmemory", "junit-jupiter-api", "mockito-core");
        assertThat(testDependencies("redemption-cli", pom))
                .containsExactly("redemption-testing", "junit-jupiter-api", "mockito-core");
        assertThat(testDependencies("redemption-tck", pom)).containsExactly("redemption-adapter-inmemory");
    }

    @Test
    void hiddenPackages_areExportedToOurModulesOnly() {
        assertThat(OurModules.ofBuild().openHiddenPackages()).isEmpty();
    }

    @Test
    void hiddenPackage_exportedWithoutTargets_isFound() {
        ModuleDescriptor wrong = ModuleDescriptor.newModule("io.redemption.core")
                .exports("io.redemption.model")
                .exports("io.redemption.internal")
                .exports("io.redemption.internal.calls", Set.of("io.redemption.cache"))
                .exports("io.redemption.wire.json")
                .build();

        assertThat(new OurModules(List.of(wrong)).openHiddenPackages())
                .containsExactly("io.redemption.internal", "io.redemption.wire.json");
    }

    @Test
    void everyShippedModule_hasADescriptorThatIsRead() throws IOException {
        assertThat(OurModules.ofBuild().names()).hasSize((int) modules().stream()
                .filter(module -> !NOT_SHIPPED.contains(module))
                .count());
    }

    @Test
    void sourceLines_areWithinTheColumns() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            for (Path file : files.filter(BuildFilesTest::isSource).toList()) {
                found.addAll(longLines(REPOSITORY.relativize(file).toString(), Files.readString(file)));
            }
        }

        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "../a/src/Long.java, true",
        "../examples/kotlin/src/Long.kt, true",
        "../a/target/Long.java, false",
        "../a/Long.md, false"
    })
    void source_isJavaOrKotlin_andNotBuilt(String file, boolean source) {
        assertThat(isSource(Path.of(file))).isEqualTo(source);
    }

    @Test
    void sourceLine_overTheColumns_isFound() {
        String text = "x".repeat(COLUMNS) + "\n" + "x".repeat(COLUMNS + 1) + "\n";

        assertThat(longLines("Long.java", text)).containsExactly("Long.java:2 has 121 columns");
    }

    private static boolean isSource(Path file) {
        String name = file.toString().replace('\\', '/');
        return (name.endsWith(".java") || name.endsWith(".kt")) && !name.contains("/target/");
    }

    private static List<String> longLines(String file, String text) {
        List<String> lines = text.lines().toList();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int columns = lines.get(i).length();
            if (columns > COLUMNS) {
                found.add("%s:%d has %d columns".formatted(file, i + 1, columns));
            }
        }
        return found;
    }

    private static List<String> testDependencies(String module, String pom) throws Exception {
        return ProductionPom.testDependencies(module, new ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8)));
    }

    private static String dependency(String group, String artifact, String scope) {
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s</dependency>"
                .formatted(group, artifact, scope);
    }

    static List<String> modules() throws IOException {
        String pom = Files.readString(REPOSITORY.resolve("pom.xml"));
        return Pattern.compile("<module>([^<]+)</module>")
                .matcher(pom)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
