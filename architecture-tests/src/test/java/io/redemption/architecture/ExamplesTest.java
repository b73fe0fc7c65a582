package io.redemption.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the examples and pages say about versions and folders is what this build has. Each rule has a counter-example.
 */
class ExamplesTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Path EXAMPLES = REPOSITORY.resolve("examples");

    /** A property of the examples, and the property of the parent that has to say the same. */
    private static final Map<String, String> SAME = Map.of(
            "redemption.version", "revision",
            "spring-boot.version", "spring-boot-4.version");

    /** Our version and that of Spring Boot, where a page imports one of the two bills of materials. */
    private static final Pattern IMPORTED =
            Pattern.compile("(redemption-bom|spring-boot-dependencies)(?:</artifactId>\\s*<version>|:)([^<']+)");

    @Test
    void examples_versions_areThoseOfTheParent() throws IOException {
        String parent = Files.readString(REPOSITORY.resolve("pom.xml"));

        for (String folder : folders()) {
            String pom = Files.readString(EXAMPLES.resolve(folder).resolve("pom.xml"));
            assertThat(properties(pom)).as(folder).containsKey("redemption.version");
            assertThat(otherVersions(pom, parent)).as(folder).isEmpty();
            assertThat(pom).as(folder + " can be copied out").doesNotContain("<parent>", "<relativePath>");
        }
    }

    @Test
    void example_withAnOlderVersion_isFound() {
        String parent = "<revision>0.2.0</revision><spring-boot-4.version>4.1.2</spring-boot-4.version>";
        String pom = "<redemption.version>0.1.0</redemption.version><spring-boot.version>4.1.2</spring-boot.version>";

        assertThat(otherVersions(pom, parent)).containsExactly("redemption.version: 0.1.0 (expected: 0.2.0)");
    }

    @Test
    void examples_formatter_isThatOfTheParent() throws IOException {
        String parent = Files.readString(REPOSITORY.resolve("pom.xml"));
        String all = Files.readString(EXAMPLES.resolve("pom.xml"));

        assertThat(formatter(all)).isNotEmpty().isEqualTo(formatter(parent));
    }

    @Test
    void formatter_ofAnotherVersion_differs() {
        String plugin = "<artifactId>spotless-maven-plugin</artifactId><version>%s</version>"
                + "<palantirJavaFormat><version>2</version></palantirJavaFormat>";

        assertThat(formatter(plugin.formatted("1"))).isNotEqualTo(formatter(plugin.formatted("3")));
    }

    @Test
    void examples_eachFolder_isBuiltAndShown() throws IOException {
        assertThat(all("<module>([^<]+)</module>", EXAMPLES.resolve("pom.xml"))).containsExactlyElementsOf(folders());
        assertThat(all("\\.\\./examples/([^/]+)/README\\.md", REPOSITORY.resolve("docs/first-hour.md")))
                .containsExactlyElementsOf(folders());
        assertThat(folders())
                .allSatisfy(folder -> assertThat(EXAMPLES.resolve(folder).resolve("README.md"))
                        .exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/first-hour.md"})
    void page_versions_areThoseOfTheParent(String page) throws IOException {
        String parent = Files.readString(REPOSITORY.resolve("pom.xml"));
        String text = Files.readString(REPOSITORY.resolve(page));

        assertThat(IMPORTED.matcher(text).find()).isTrue();
        assertThat(otherImports(text, parent)).isEmpty();
    }

    @Test
    void page_withAnOlderVersion_isFound() {
        String parent = "<revision>0.2.0</revision><spring-boot-4.version>4.1.2</spring-boot-4.version>";
        String page = "<artifactId>redemption-bom</artifactId>\n  <version>0.1.0</version> 'io:redemption-bom:0.2.0'"
                + "<artifactId>spring-boot-dependencies</artifactId><version>4.0.0</version>";

        assertThat(otherImports(page, parent))
                .containsExactly("redemption-bom 0.1.0", "spring-boot-dependencies 4.0.0");
    }

    private static List<String> otherVersions(String pom, String parent) {
        Map<String, String> expected = properties(parent);
        List<String> found = new ArrayList<>();
        properties(pom).forEach((name, version) -> {
            String same = SAME.get(name);
            if (same != null && !version.equals(expected.get(same))) {
                found.add("%s: %s (expected: %s)".formatted(name, version, expected.get(same)));
            }
        });
        return found;
    }

    private static List<String> otherImports(String page, String parent) {
        Map<String, String> expected = properties(parent);
        List<String> found = new ArrayList<>();
        Matcher imported = IMPORTED.matcher(page);
        while (imported.find()) {
            String property = imported.group(1).equals("redemption-bom") ? "revision" : "spring-boot-4.version";
            if (!imported.group(2).equals(expected.get(property))) {
                found.add(imported.group(1) + " " + imported.group(2));
            }
        }
        return found;
    }

    /** The version of the plugin, of the formatter, and whether it formats Javadoc. */
    private static List<String> formatter(String pom) {
        return Pattern.compile("<artifactId>spotless-maven-plugin</artifactId>\\s*<version>([^<]+)"
                        + "|<palantirJavaFormat>\\s*<version>([^<]+)|<formatJavadoc>([^<]+)")
                .matcher(pom)
                .results()
                .map(match -> match.group().replaceAll("\\s", ""))
                .toList();
    }

    private static Map<String, String> properties(String pom) {
        Map<String, String> properties = new TreeMap<>();
        Pattern.compile("<((?:[a-z0-9-]+\\.version)|revision)>([^<]+)</\\1>")
                .matcher(pom)
                .results()
                .forEach(match -> properties.put(match.group(1), match.group(2)));
        return properties;
    }

    private static List<String> all(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .sorted()
                .toList();
    }

    private static List<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
