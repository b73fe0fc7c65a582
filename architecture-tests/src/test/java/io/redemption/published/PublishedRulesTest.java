package io.redemption.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule over what is published finds its counter-example, and nothing in a good file. */
class PublishedRulesTest {
    private static final String GOOD = "<project><groupId>g</groupId><artifactId>a</artifactId><version>1.0</version>"
            + "<name>N</name><description>D</description><url>https://example.com</url>"
            + "<licenses><license><name>L</name><url>https://example.com/l</url></license></licenses>"
            + "<developers><developer><name>A</name><url>https://example.com/a</url></developer></developers>"
            + "<scm><connection>c</connection><developerConnection>d</developerConnection><url>u</url></scm>"
            + "<dependencies><dependency><groupId>h</groupId><artifactId>b</artifactId><version>2.1-rc.1</version>"
            + "</dependency></dependencies></project>";
    private static final String MANIFEST = "Manifest-Version: 1.0\nImplementation-Version: 1.0\n";
    private static final Map<String, byte[]> LEGAL =
            Map.of("META-INF/LICENSE", bytes("licence"), "META-INF/NOTICE", bytes("notice"));

    @Test
    void goodPom_violations_areNone() throws IOException {
        assertThat(pom(GOOD).violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "groupId",
        "artifactId",
        "version",
        "name",
        "description",
        "url",
        "licenses",
        "developers",
        "connection",
        "developerConnection"
    })
    void pom_withoutWhatIsRequired_isFound(String element) throws IOException {
        String wrong = GOOD.replaceFirst("<%s>.*?</%s>".formatted(element, element), "");

        assertThat(pom(wrong).violations())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each).startsWith("lacks ").contains(element));
    }

    @ParameterizedTest
    @CsvSource({
        "<name>N</name>, <name>N</name><parent/>, has parent",
        "<name>N</name>, <name>N</name><build/>, has build",
        "<name>N</name>, <name>N</name><repositories/>, has repositories",
        "<name>N</name>, <name>${n}</name>, has an unfilled property",
        "2.1-rc.1, '[2,3)', 'has no fixed version of b: [2,3)'",
        "2.1-rc.1, '', 'has no fixed version of b: '",
        "2.1-rc.1</version>, 2.1</version><scope>test</scope>, has b in scope test",
    })
    void pom_withWhatIsForbidden_isFound(String from, String to, String violation) throws IOException {
        assertThat(pom(GOOD.replace(from, to)).violations()).containsExactly(violation);
    }

    @Test
    void goodJars_violations_areNone() throws IOException {
        PublishedJar binary = jar("a-1.0.jar", "a/B.class", "a/B$C.class", "module-info.class");

        assertThat(binary.violations(LEGAL)).isEmpty();
        assertThat(binary.violationsOfClasses()).isEmpty();
        assertThat(jar("s", "a/B.java", "module-info.java").violationsOfSources(binary))
                .isEmpty();
        assertThat(jar("j", "index.html").violationsOfJavadoc(binary)).isEmpty();
        assertThat(jar("redemption-cli-1.0.jar", "logback.xml").violations(LEGAL))
                .isEmpty();
    }

    @Test
    void jar_withAnotherLicenceOrWithoutNotice_isFound() {
        PublishedJar wrong = new PublishedJar("a", Map.of("META-INF/LICENSE", bytes("other")), Set.of("t"));

        assertThat(wrong.violations(LEGAL)).containsExactly("lacks our META-INF/LICENSE", "lacks our META-INF/NOTICE");
    }

    @Test
    void jar_withWhatABuildLeaves_isFound() {
        assertThat(jar("a", "b/classes.jsa", "logback.xml").violations(LEGAL))
                .containsExactlyInAnyOrder("has b/classes.jsa", "has logback.xml");
    }

    @Test
    void jar_withSourcesNewClassesOrWithoutDescriptor_isFound() throws IOException {
        PublishedJar wrong = jar("a", "a/B.java", "a/B.class");
        wrong.entries().put("a/New.class", new byte[] {0, 0, 0, 0, 0, 0, 0, 69});

        assertThat(wrong.violationsOfClasses())
                .containsExactlyInAnyOrder(
                        "has classes and lacks module-info.class", "has a/B.java", "has a/New.class of level 69");
    }

    @Test
    void jar_withTheBuilderInItsManifestOrAnUnfilledPom_isFound() throws IOException {
        PublishedJar wrong = jar("a", "module-info.class");
        wrong.entries().put("META-INF/MANIFEST.MF", bytes("Manifest-Version: 1.0\nBuilt-By: me\n"));
        wrong.entries().put("META-INF/maven/g/a/pom.xml", bytes("<version>${revision}</version>"));

        assertThat(wrong.violationsOfClasses())
                .containsExactlyInAnyOrder(
                        "has Built-By in its manifest",
                        "lacks Implementation-Version in its manifest",
                        "has an unfilled property in META-INF/maven/g/a/pom.xml");
    }

    @Test
    void archives_withoutSourcesOrPages_areFound() {
        PublishedJar binary = jar("a", "a/B.class");

        assertThat(jar("s").violationsOfSources(binary)).containsExactly("lacks a/B.java");
        assertThat(jar("j").violationsOfJavadoc(binary)).containsExactly("lacks index.html");
    }

    @Test
    void jarFile_withEntriesOfSeveralTimes_isFound(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a-1.0.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> each : LEGAL.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0)
                        .plusDays(each.getKey().length()));
                out.putNextEntry(entry);
                out.write(each.getValue());
            }
        }

        assertThat(PublishedJar.read(file).violations(LEGAL))
                .containsExactly("has entries of several times: [2026-01-16T00:00, 2026-01-17T00:00]");
    }

    private static PublishedPom pom(String text) throws IOException {
        return PublishedPom.read(new ByteArrayInputStream(bytes(text)));
    }

    /** A jar with legal files, a manifest, and files of these names, the classes of Java 17. */
    private static PublishedJar jar(String name, String... files) {
        Map<String, byte[]> entries = new LinkedHashMap<>(LEGAL);
        entries.put("META-INF/MANIFEST.MF", bytes(MANIFEST));
        for (String file : files) {
            entries.put(file, new byte[] {0, 0, 0, 0, 0, 0, 0, 61});
        }
        return new PublishedJar(name, entries, Set.of("t"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
