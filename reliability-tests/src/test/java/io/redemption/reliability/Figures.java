package io.redemption.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The figures of one run, which may have several JVMs. Each is proven once: compared with its bound, printed, written
 * to a file with name, value, bound and whether it held, and failed if it did not. At the end {@link #gaps} tells what
 * is missing. Thread-safe.
 */
public final class Figures {
    private final Map<String, Bound> bounds;
    private final Path file;
    private final PrintStream out;

    /** Begins or joins a run: what another one has written is gone. */
    Figures(Map<String, Bound> bounds, Path file, String run, PrintStream out) {
        this.bounds = Map.copyOf(bounds);
        this.file = file;
        this.out = out;
        String begun = "# " + run;
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            locked(() -> {
                if (!Files.exists(file) || !Files.readAllLines(file).contains(begun)) {
                    Files.writeString(file, begun + "\n");
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class ThisRun {
        private static final Figures FIGURES = new Figures(
                FigureList.checkedIn().at(Scale.ofThisRun()),
                Path.of("target", "figures.tsv"),
                System.getProperty(
                        "figures.run", Long.toString(ProcessHandle.current().pid())),
                System.out);
    }

    /** The figures of this run, in {@code target/figures.tsv} of the module. */
    public static Figures ofThisRun() {
        return ThisRun.FIGURES;
    }

    /** The number that a figure is held against: how much work a test has to do. */
    public int target(String name) {
        return Math.toIntExact(bound(name).number());
    }

    private Bound bound(String name) {
        Bound bound = bounds.get(name);
        if (bound == null) {
            throw new AssertionError("figure: " + name + " (expected: one of the checked-in list)");
        }
        return bound;
    }

    /**
     * Proves a figure.
     *
     * @throws AssertionError if it does not hold, is on no list, or was proven before
     */
    public synchronized void prove(String name, long value) {
        Bound bound = bound(name);
        if (written().containsKey(name)) {
            throw new AssertionError("figure: " + name + " twice (expected: proven once)");
        }
        boolean held = bound.holds(value);
        out.println("figure: " + name + ": " + value + " (" + bound + ") " + (held ? "held" : "NOT HELD"));
        String line = String.join("\t", name, Long.toString(value), bound.toString(), Boolean.toString(held)) + "\n";
        try {
            locked(() -> Files.writeString(file, line, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!held) {
            throw new AssertionError("figure: " + name + ": " + value + " (expected: " + bound + ")");
        }
    }

    /** What the file lacks: one sentence for each figure that is missing, has another bound, or did not hold. */
    synchronized List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        Map<String, Line> written = written();
        bounds.forEach((name, bound) -> {
            Line line = written.get(name);
            if (line == null) {
                gaps.add(name + ": missing");
            } else if (!line.bound().equals(bound.toString())) {
                gaps.add(name + ": held against " + line.bound() + ", not " + bound);
            } else if (!line.held()) {
                gaps.add(name + ": did not hold");
            }
        });
        return gaps;
    }

    private record Line(String bound, boolean held) {}

    private Map<String, Line> written() {
        try {
            Map<String, Line> lines = new LinkedHashMap<>();
            for (String line : Files.readAllLines(file)) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t", -1);
                    lines.put(columns[0], new Line(columns[2], Boolean.parseBoolean(columns[3])));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    /** Runs a write while no other JVM of this run writes. */
    @SuppressWarnings("try") // the lock is only held
    private void locked(Write write) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            write.run();
        }
    }
}
