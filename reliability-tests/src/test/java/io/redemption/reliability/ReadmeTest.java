package io.redemption.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in the README has a line for each test and names each figure. */
class ReadmeTest {
    private static final Path TESTS = Path.of("src", "test", "java", "io", "redemption", "reliability");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private final List<List<String>> rows = rows();

    private static List<List<String>> rows() {
        try {
            return Files.readAllLines(Path.of("README.md")).stream()
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> List.of(line.split(" *\\| *", -1)))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("README.md: not readable (expected: in the module's directory)", e);
        }
    }

    private static Stream<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map((MatchResult match) -> match.group(1));
    }

    @Test
    void table_hasALineForEachTest() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            List<String> tests = files.map(file -> TESTS.relativize(file).toString())
                    .filter(file -> file.endsWith("Test.java") && !file.equals("ReadmeTest.java"))
                    .map(file -> file.substring(0, file.length() - ".java".length()))
                    .toList();

            assertThat(rows.stream().flatMap(row -> quoted(row.get(1)))).containsExactlyInAnyOrderElementsOf(tests);
        }
    }

    @Test
    void table_namesEachFigureAndNoOther() {
        Map<String, Bound> figures = FigureList.checkedIn().at(Scale.FULL);
        List<String> named = rows.stream().flatMap(row -> quoted(row.get(3))).toList();

        assertThat(figures.keySet()).allMatch(figure -> named.stream().anyMatch(figure::startsWith));
        assertThat(named).allMatch(prefix -> figures.keySet().stream().anyMatch(figure -> figure.startsWith(prefix)));
    }
}
