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
    void checks_readEverySourceAndTheFormat() throws IOException {
        String checks = profileChecks(Files.readString(REPOSITORY.resolve("pom.xml")));

        assertThat(checks)
                .contains("-Xplugin:ErrorProne", "-Xep:NullAway:ERROR", "spotless-maven-plugin", "<goal>check</goal>");
        assertThat(excluded(checks)
                        .matcher("/a/target/generated-sources/A.java")
                        .matches())
                .isTrue();
        assertThat(excluded(checks).matcher("/a/src/main/java/A.java").matches())
                .isFalse();
        assertThat(excluded(checks).matcher("/a/src/test/java/ATest.java").matches())
                .isFalse();
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

    /** The sources that Error Prone does not read. */
    private static Pattern excluded(String profile) {
        Matcher excluded = Pattern.compile("-XepExcludedPaths:(\\S+)").matcher(profile);
        assertThat(excluded.find()).as("a pattern of excluded sources").isTrue();
        return Pattern.compile(excluded.group(1));
    }
}
