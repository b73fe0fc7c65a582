package io.redemption.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code mvn verify} leaves out for the sake of time, CI does: the profile "checks". */
class CiChecksTest {
    private static final Path REPOSITORY = Path.of("..");

    @Test
    void everyBuildOfCi_runsTheChecks() throws IOException {
        String script = Files.readString(REPOSITORY.resolve(".ci/run"));

        assertThat(builds(script)).hasSize(2);
        assertThat(builds(script)).filteredOn(build -> !isChecked(build)).isEmpty();
    }

    @Test
    void buildWithoutTheChecks_isFound() {
        String script = """
                on_jdk() {
                  stage "one" verify "$version" -Dchecks=true
                  stage "two" verify "$version" -Pchecks -Dvirtual.threads=10000
                }
                stage "three" verify "${default%% *}" -Preliability,unchecked -T1
                stage "four" verify "${default%% *}" -Preliability,checks
                """;

        assertThat(builds(script))
                .filteredOn(build -> !isChecked(build))
                .extracting(build -> build.split("\"", 3)[1])
                .containsExactly("one", "three");
    }

    @Test
    void checks_readTheTestsAndTheFormat() throws IOException {
        String pom = Files.readString(REPOSITORY.resolve("pom.xml"));

        assertThat(readsTests(profileChecks(pom))).isTrue();
        assertThat(profileChecks(pom)).contains("spotless-maven-plugin", "<goal>check</goal>");
        assertThat(readsTests(pom)).as("read without the profile").isFalse();
    }

    private static List<String> builds(String script) {
        return script.lines()
                .filter(line -> line.contains("stage ") && line.contains(" verify \"$"))
                .toList();
    }

    private static boolean isChecked(String build) {
        return Pattern.compile(" -P([a-z]+,)*checks[ ,]").matcher(build + " ").find();
    }

    private static String profileChecks(String pom) {
        Matcher profile = Pattern.compile("(?s)<id>checks</id>.*?</profile>").matcher(pom);
        assertThat(profile.find()).as("a profile named checks").isTrue();
        return profile.group();
    }

    /** Whether Error Prone reads the tests, by the first pattern of excluded sources in these lines of a POM. */
    private static boolean readsTests(String pom) {
        Matcher excluded =
                Pattern.compile("<unchecked.sources>(.+)</unchecked.sources>").matcher(pom);
        assertThat(excluded.find()).as("a pattern of unchecked sources").isTrue();
        return !"/a/src/test/java/ATest.java".matches(".*/" + excluded.group(1) + "/.*");
    }
}
