package io.redemption.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
    private static final Map<String, Bound> BOUNDS =
            Map.of("rounds", Bound.of(">= 100"), "mistakes", Bound.of("= 0"), "seconds", Bound.of("<= 60"));

    @TempDir
    Path directory = Path.of("");

    private Path file = Path.of("");
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Figures figures = Figures.ofThisRun();

    @BeforeEach
    void newFigures() {
        file = directory.resolve("below").resolve("figures.tsv");
        figures = run("first");
    }

    private Figures run(String name) {
        return new Figures(BOUNDS, file, name, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private List<String> written() throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"rounds,100", "rounds,101", "mistakes,0", "seconds,60", "seconds,0"})
    void prove_figureThatHolds_isWrittenAndPrinted(String name, long value) throws IOException {
        figures.prove(name, value);

        assertThat(written()).containsExactly(name + "\t" + value + "\t" + BOUNDS.get(name) + "\ttrue");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(name, Long.toString(value), "(" + BOUNDS.get(name) + ")");
    }

    @ParameterizedTest
    @CsvSource({"rounds,99", "mistakes,1", "mistakes,-1", "seconds,61"})
    void prove_figureThatDoesNotHold_failsAndIsWritten(String name, long value) throws IOException {
        assertThatThrownBy(() -> figures.prove(name, value)).isInstanceOf(AssertionError.class);

        assertThat(written()).containsExactly(name + "\t" + value + "\t" + BOUNDS.get(name) + "\tfalse");
    }

    @Test
    void prove_figureOfNoList_fails() {
        assertThatThrownBy(() -> figures.prove("round", 100)).isInstanceOf(AssertionError.class);
    }

    @Test
    void prove_figureThatWasProvenBefore_fails() {
        figures.prove("rounds", 100);

        assertThatThrownBy(() -> figures.prove("rounds", 200)).isInstanceOf(AssertionError.class);
    }

    @Test
    void gaps_allProven_areNone() {
        figures.prove("rounds", 100);
        figures.prove("mistakes", 0);
        figures.prove("seconds", 1);

        assertThat(figures.gaps()).isEmpty();
    }

    @Test
    void gaps_oneMissing_nameIt() {
        figures.prove("rounds", 100);
        figures.prove("seconds", 1);

        assertThat(figures.gaps()).containsExactly("mistakes: missing");
    }

    @Test
    void gaps_failureThatATestSwallowed_nameIt() {
        figures.prove("rounds", 100);
        figures.prove("seconds", 1);
        assertThatThrownBy(() -> figures.prove("mistakes", 3)).isInstanceOf(AssertionError.class);

        assertThat(figures.gaps()).containsExactly("mistakes: did not hold");
    }

    @Test
    void gaps_figureThatWasHeldAgainstAnotherBound_nameIt() throws IOException {
        figures.prove("mistakes", 0);
        figures.prove("seconds", 1);
        Files.writeString(file, Files.readString(file) + "rounds\t50\t>= 50\ttrue\n");

        assertThat(figures.gaps()).containsExactly("rounds: held against >= 50, not >= 100");
    }

    @Test
    void figures_ofAnEarlierRun_doNotCount() {
        figures.prove("rounds", 100);

        Figures next = run("second");

        assertThat(next.gaps()).hasSize(BOUNDS.size());
    }

    /** The JVMs of one build. */
    @Test
    void figures_ofTheSameRunInAnotherJvm_countTogether() {
        figures.prove("rounds", 100);
        Figures other = run("first");
        other.prove("mistakes", 0);
        figures.prove("seconds", 1);

        assertThat(other.gaps()).isEmpty();
        assertThatThrownBy(() -> other.prove("rounds", 100)).isInstanceOf(AssertionError.class);
    }

    @Test
    void list_checkedIn_cutsToNoLessThanTwoPercent() {
        FigureList list = FigureList.checkedIn();

        assertThat(list.at(Scale.FULL)).hasSameSizeAs(list.entries());
        assertThat(list.entries()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.cut().kind()).isEqualTo(entry.full().kind());
            if (entry.full().kind() == Bound.Kind.AT_LEAST) {
                assertThat(entry.cut().number() * 50)
                        .isGreaterThanOrEqualTo(entry.full().number());
            } else {
                assertThat(entry.cut()).isEqualTo(entry.full());
            }
        });
    }

    @Test
    void list_nameTwice_isRejected() {
        FigureList list = FigureList.read("rounds\t>= 2\t>= 1\nrounds\t>= 2\t>= 1");

        assertThatIllegalArgumentException().isThrownBy(() -> list.at(Scale.FULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rounds\t>= 2", "rounds\t>= 2\t1", "rounds\t> 2\t> 1", "rounds\t>= 2\t>= 1\t", ""})
    void list_lineThatIsNone_isRejected(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> FigureList.read("# comment\n" + line + "\n"));
    }
}
