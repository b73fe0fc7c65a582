package io.redemption.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what was measured as a table to read and as a file to compare. */
final class Report {
    private final Machine machine;
    private final List<Row> rows;

    Report(Machine machine, List<Row> rows) {
        this.machine = machine;
        this.rows = List.copyOf(rows);
    }

    /** Writes {@code results.md} and {@code results.json} into a directory. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("results.md"), table());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(
                        directory.resolve("results.json").toFile(),
                        new Results(machine, rows.stream().map(Result::of).toList()));
    }

    String table() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Measured at %s on %d processors, %s, %s. HTTP contenders were answered by %s.%n%n",
                machine.at(),
                machine.processors(),
                machine.os(),
                machine.jdk(),
                machine.stub()));
        text.append("| Figure | Median | Unit | Target | Met | Rounds | Spread |\n");
        text.append("| --- | ---: | --- | --- | --- | ---: | --- |\n");
        for (Row row : rows) {
            Boolean met = row.met();
            text.append("| ").append(row.name());
            text.append(" | ").append(Row.number(row.figure()));
            text.append(" | ").append(row.unit());
            text.append(" | ").append(row.target() == null ? "" : row.target());
            text.append(" | ").append(met == null ? "" : met ? "yes" : "**no**");
            text.append(" | ").append(row.rounds());
            text.append(" | ").append(row.spread()).append(" |\n");
        }
        return text.toString();
    }

    /** The file of results. */
    record Results(Machine machine, List<Result> rows) {}

    /** One row of the file. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            String name,
            double figure,
            String unit,
            @Nullable String target,
            @Nullable Boolean met,
            int rounds,
            double lowest,
            double highest) {
        static Result of(Row row) {
            return new Result(
                    row.name(),
                    row.figure(),
                    row.unit(),
                    row.target() == null ? null : row.target().toString(),
                    row.met(),
                    row.rounds(),
                    row.lowest(),
                    row.highest());
        }
    }
}
