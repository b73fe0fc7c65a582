package io.redemption.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.events.TrafficClass;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.resilience.BreakerSettings;
import io.redemption.resilience.ResilienceListener.BreakerState;
import io.redemption.resilience.ResilienceOptions;
import io.redemption.vertx.VertxRedemptionOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page for operators says what the library says: each sentence is compared with a failure that was produced. */
class OperationsPageTest {
    private static final Pattern METER = Pattern.compile("`(redemption\\.[a-z.]+)(?:\\{([^}]*)})?`");
    private static final Pattern TAG = Pattern.compile("([a-z]+)=([a-z_]+)");

    /** The values that the tags of the meters have. */
    private static final Map<String, List<String>> TAG_VALUES = Map.of(
            "failure", lower(FailureCode.values()),
            "doubt", lower(Doubt.values()),
            "result", lower(CallResult.values()),
            "verdict", lower(Verdict.values()),
            "state", lower(BreakerState.values()),
            "traffic", lower(TrafficClass.values()));

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static List<RedemptionException> produced = List.of();

    @BeforeAll
    static void produce() {
        produced = new ProducedFailures(METERS).all();
    }

    /** Returns code and sentence of each row. */
    static List<List<String>> failures() throws IOException {
        return MarkdownPage.read("docs/operations.md").rowsBelow("## Every failure");
    }

    static List<List<String>> alerts() throws IOException {
        return MarkdownPage.read("docs/operations.md").rowsBelow("## Alerts");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void row_ofAFailure_isProducedAndSaysWhatToDo(List<String> row) {
        assertThat(row).hasSize(4).noneMatch(String::isBlank);
        assertThat(isProduced(row)).as(row.get(1)).isTrue();
    }

    @Test
    void failure_eachProduced_hasARow() throws IOException {
        List<List<String>> rows = failures();

        assertThat(produced).allSatisfy(failure -> assertThat(rows).anyMatch(row -> says(row, failure)));
    }

    @Test
    void code_each_hasARow() throws IOException {
        assertThat(failures().stream().map(row -> row.get(0).replace("`", "")).distinct())
                .containsExactlyInAnyOrder(
                        Arrays.stream(FailureCode.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void failure_each_holdsNoSecret() {
        assertThat(produced).allSatisfy(failure -> assertThat(failure).hasMessageNotContaining("canary"));
    }

    @Test
    void row_withAnotherSentenceOrCode_isNotProduced() {
        assertThat(isProduced(List.of("`CLOSED`", "these redemptions are closed")))
                .isTrue();
        assertThat(isProduced(List.of("`CLOSED`", "these redemptions were closed")))
                .isFalse();
        assertThat(isProduced(List.of("`CLOSED`", "these redemptions are"))).isFalse();
        assertThat(isProduced(List.of("`CANCELLED`", "these redemptions are closed")))
                .isFalse();
    }

    @Test
    void page_figures_areThoseOfTheCode() throws IOException {
        int calls = ResilienceOptions.DEFAULT_MAX_CONCURRENT;
        long openFor = BreakerSettings.DEFAULT.openFor().toSeconds();

        assertThat(String.join("\n", MarkdownPage.read("docs/operations.md").lines()))
                .contains("(" + calls + " each by default)")
                .contains("(`maxQueuedSends`, " + VertxRedemptionOptions.DEFAULT_MAX_QUEUED_SENDS + " by default)")
                .contains("for " + openFor + " seconds by default")
                .contains("the " + openFor + " seconds after which it tries again");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void row_ofAnAlert_namesMetersAndTagsThatExist(List<String> row) {
        List<MatchResult> meters = METER.matcher(row.get(0)).results().toList();

        assertThat(row).hasSize(3).noneMatch(String::isBlank);
        assertThat(meters)
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(problem(meter)).isEmpty());
    }

    @Test
    void meter_thatDoesNotExist_isNamed() {
        assertThat(problemOf("`redemption.call`")).isEqualTo("redemption.call: no such meter");
        assertThat(problemOf("`redemption.failures{reason=closed}`")).contains("no such tag");
        assertThat(problemOf("`redemption.failures{failure=shut}`")).contains("no such value");
        assertThat(problemOf("`redemption.failures{failure=closed}`")).isEmpty();
    }

    private static boolean isProduced(List<String> row) {
        return produced.stream().anyMatch(failure -> says(row, failure));
    }

    /**
     * Returns whether a row is about this failure: its code, and its sentence with anything in the place of each dots.
     */
    private static boolean says(List<String> row, RedemptionException failure) {
        String sentence =
                Arrays.stream(row.get(1).split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".+"));
        String code = row.get(0).replace("`", "");
        return failure.code().name().equals(code)
                && String.valueOf(failure.getMessage()).matches(code + ": " + sentence);
    }

    private static String problemOf(String text) {
        return problem(METER.matcher(text).results().findFirst().orElseThrow());
    }

    private static String problem(MatchResult named) {
        List<Meter> meters = METERS.getMeters().stream()
                .filter(meter -> meter.getId().getName().equals(named.group(1)))
                .toList();
        if (meters.isEmpty()) {
            return named.group(1) + ": no such meter";
        }
        List<String> keys =
                meters.get(0).getId().getTags().stream().map(Tag::getKey).toList();
        String tags = named.group(2) == null ? "" : named.group(2);
        return TAG.matcher(tags).results().map(tag -> problem(tag, keys)).collect(Collectors.joining());
    }

    private static String problem(MatchResult tag, List<String> keys) {
        if (!keys.contains(tag.group(1))) {
            return tag.group() + ": no such tag";
        }
        return TAG_VALUES.getOrDefault(tag.group(1), List.of()).contains(tag.group(2))
                ? ""
                : tag.group() + ": no such value";
    }

    private static List<String> lower(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
