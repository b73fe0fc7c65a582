package io.redemption.tck;

import io.redemption.model.Capabilities;
import io.redemption.tck.ClauseResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The results of a run of the contract. Immutable.
 *
 * @param name the adapter
 * @param capabilities the capabilities of its port
 * @param clock how time limits were proven
 * @param results one for each clause that was run, in the order of the run
 */
public record ContractReport(String name, Capabilities capabilities, String clock, List<ClauseResult> results) {
    /** Copies the list. */
    public ContractReport {
        results = List.copyOf(results);
    }

    /**
     * Runs the whole contract, without a test framework. Clauses run one after another, and start their own threads
     * where they race.
     *
     * @param fixture the adapter, whose port is read once
     * @return the report; an exception of the port or the fixture is a failed clause
     */
    public static ContractReport of(ContractFixture fixture) {
        ContractRun run = new ContractRun(fixture);
        ContractRun.clauses().forEach(run::prove);
        return run.report();
    }

    /**
     * Returns the clauses with one status.
     *
     * @param status the status
     * @return their numbers, sorted
     */
    public Set<String> numbers(Status status) {
        return results.stream()
                .filter(result -> result.status() == status)
                .map(result -> result.number())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return whether no clause failed} */
    public boolean holds() {
        return numbers(Status.FAILED).isEmpty();
    }

    /**
     * Returns the report as JSON: an object with {@code name}, {@code capabilities}, {@code max_scale}, {@code clock},
     * the counts {@code passed}, {@code failed} and {@code not_capable}, and {@code clauses}, each with {@code number},
     * {@code sentence}, {@code group}, {@code needs} or null, {@code status}, {@code reason} and {@code millis}.
     *
     * @return JSON text
     */
    public String toJson() {
        JsonText json =
                new JsonText().open('{').put("name", name).name("capabilities").open('[');
        capabilities.supported().stream().sorted().forEach(each -> json.value(each.name()));
        json.close(']').put("max_scale", capabilities.maxScale()).put("clock", clock);
        for (Status status : Status.values()) {
            json.put(word(status), numbers(status).size());
        }
        json.name("clauses").open('[');
        results.forEach(result -> append(json, result));
        return json.close(']').close('}').text();
    }

    private static void append(JsonText json, ClauseResult result) {
        json.open('{')
                .put("number", result.number())
                .put("sentence", result.sentence())
                .put("group", result.group())
                .put("needs", result.needs())
                .put("status", word(result.status()))
                .put("reason", result.reason())
                .put("millis", result.took().toMillis())
                .close('}');
    }

    private static String word(Status status) {
        return switch (status) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case NOT_CAPABLE -> "not_capable";
        };
    }

    /**
     * Writes {@link #toJson} to a file, and creates its directory if needed.
     *
     * @param file the file, which is replaced if it exists
     * @throws IOException if it cannot be written
     */
    public void writeTo(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, toJson());
    }

    /** {@return the counts, and each clause that failed with its reason} */
    @Override
    public String toString() {
        return results.stream()
                .filter(result -> result.status() == Status.FAILED)
                .map(result -> result.number() + " " + result.sentence() + ": " + result.reason())
                .collect(Collectors.joining(
                        "\n",
                        name + ": " + numbers(Status.PASSED).size() + " passed, "
                                + numbers(Status.FAILED).size() + " failed, "
                                + numbers(Status.NOT_CAPABLE).size() + " not capable\n",
                        ""));
    }
}
