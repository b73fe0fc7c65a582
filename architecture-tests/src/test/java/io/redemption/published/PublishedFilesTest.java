package io.redemption.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The files that {@code mvn verify -Parchives} leaves in the modules are fit to be published. It runs in that profile
 * only, which builds them.
 */
@Tag("published")
class PublishedFilesTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern CLASS_PATH_JAR = Pattern.compile("[/\\\\](vertx-[a-z-]+)-\\d[^/\\\\]*\\.jar");

    @TestFactory
    Stream<DynamicTest> pom_isFitForACentralRepository() throws IOException {
        return Stream.concat(Stream.of(REPOSITORY), modules().stream())
                .map(module -> DynamicTest.dynamicTest(
                        module.toString(),
                        () -> assertThat(pom(module).violations()).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> jars_areFitForACentralRepository() throws IOException {
        return modules().stream()
                .filter(module -> !module.endsWith("redemption-bom"))
                .map(module -> DynamicTest.dynamicTest(module.toString(), () -> {
                    Map<String, byte[]> legal = legal();
                    PublishedJar binary = jar(module, "");
                    PublishedJar sources = jar(module, "-sources");
                    PublishedJar javadoc = jar(module, "-javadoc");
                    List<String> found = new ArrayList<>();
                    for (PublishedJar each : List.of(binary, sources, javadoc)) {
                        each.violations(legal).forEach(what -> found.add(each.name() + " " + what));
                    }
                    found.addAll(binary.violationsOfClasses());
                    found.addAll(sources.violationsOfSources(binary));
                    found.addAll(javadoc.violationsOfJavadoc(binary));

                    assertThat(found).isEmpty();
                }));
    }

    @Test
    void bom_managesEveryLibraryOfOurs_andTheVertxThatTheyBring() throws IOException {
        List<String> libraries = new ArrayList<>();
        for (Path module : modules()) {
            // The command is an application, nobody compiles against it.
            if (!module.endsWith("redemption-bom") && !module.endsWith("redemption-cli")) {
                libraries.add(pom(module).artifactId());
            }
        }
        List<String> onClassPath = CLASS_PATH_JAR
                .matcher(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();

        List<PublishedPom.Artifact> managed =
                pom(REPOSITORY.resolve("redemption-bom")).managed();

        assertThat(names(managed, "io.redemption")).containsExactlyInAnyOrderElementsOf(libraries);
        assertThat(names(managed, "io.vertx")).containsExactlyInAnyOrderElementsOf(onClassPath);
        assertThat(managed)
                .extracting(PublishedPom.Artifact::group)
                .containsOnly("io.redemption", "io.vertx", "io.netty");
    }

    private static List<String> names(List<PublishedPom.Artifact> artifacts, String group) {
        return artifacts.stream()
                .filter(each -> each.group().equals(group))
                .map(PublishedPom.Artifact::name)
                .toList();
    }

    /** The directories of the modules that are deployed. */
    private static List<Path> modules() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String name : MODULE.matcher(Files.readString(REPOSITORY.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList()) {
            Path module = REPOSITORY.resolve(name);
            if (!Files.readString(module.resolve("pom.xml")).contains("<maven.deploy.skip>true<")) {
                found.add(module);
            }
        }
        return found;
    }

    private static PublishedPom pom(Path module) throws IOException {
        try (InputStream in = Files.newInputStream(module.resolve(".flattened-pom.xml"))) {
            return PublishedPom.read(in);
        }
    }

    private static PublishedJar jar(Path module, String classifier) throws IOException {
        PublishedPom pom = pom(module);
        return PublishedJar.read(
                module.resolve("target").resolve(pom.artifactId() + "-" + pom.version() + classifier + ".jar"));
    }

    private static Map<String, byte[]> legal() throws IOException {
        return Map.of(
                "META-INF/LICENSE", Files.readAllBytes(REPOSITORY.resolve("LICENSE")),
                "META-INF/NOTICE", Files.readAllBytes(REPOSITORY.resolve("NOTICE")));
    }
}
