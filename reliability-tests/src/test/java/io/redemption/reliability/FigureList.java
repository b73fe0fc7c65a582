package io.redemption.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which figures there are and what each has to reach, the only place that says so. Immutable.
 *
 * @param entries the figures in their order
 */
record FigureList(List<Entry> entries) {
    /** What a figure has to reach at each scale. */
    record Entry(String name, Bound full, Bound cut) {}

    FigureList {
        entries = List.copyOf(entries);
    }

    /** The list that lies beside these sources. */
    static FigureList checkedIn() {
        try (InputStream in = FigureList.class.getResourceAsStream("/reliability-figures.tsv")) {
            if (in == null) {
                throw new IllegalStateException("reliability-figures.tsv: not found (expected: a test resource)");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads lines of name, full bound and cut bound, parted by tabs; lines that begin with {@code #} are comments. */
    static FigureList read(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (!line.startsWith("#")) {
                String[] columns = line.split("\t", -1);
                if (columns.length != 3) {
                    throw new IllegalArgumentException("line: '" + line + "' (expected: name, bound, bound)");
                }
                entries.add(new Entry(columns[0], Bound.of(columns[1]), Bound.of(columns[2])));
            }
        }
        return new FigureList(entries);
    }

    /** The bounds by name, in order; fails if a name occurs twice. */
    Map<String, Bound> at(Scale scale) {
        Map<String, Bound> bounds = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (bounds.put(entry.name(), scale == Scale.FULL ? entry.full() : entry.cut()) != null) {
                throw new IllegalArgumentException("figure: " + entry.name() + " twice (expected: once)");
            }
        }
        return bounds;
    }
}
