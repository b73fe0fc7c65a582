package io.redemption.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.model.RedemptionAttempt;
import io.redemption.port.AttemptJournal.Opening;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A process that opens and redeems attempts in a journal until it is killed, and says on its output what was
 * acknowledged to it: {@code S id} for an attempt that it may send, {@code R id} for one that is recorded as redeemed.
 */
final class WriterProcess implements AutoCloseable {
    private static final int THREADS = 16;

    private final Process process;
    private final BufferedReader output;
    private boolean isReady;

    private WriterProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /** How a process acknowledges. */
    enum Mode {
        /** After the journal has answered. */
        HONEST,
        /** When the journal was asked: a journal that acknowledges before its commit. */
        BEFORE_THE_COMMIT
    }

    /**
     * Starts one.
     *
     * @param url where the journal is
     * @param first the number of the first attempt
     * @param end the number after the last attempt
     */
    static WriterProcess start(String url, int first, int end, Mode mode, Path temporary) {
        try {
            Files.createDirectories(temporary);
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Dorg.sqlite.tmpdir=" + temporary,
                    "-cp",
                    classPath(),
                    WriterProcess.class.getName(),
                    url,
                    Integer.toString(first),
                    Integer.toString(end),
                    mode.name());
            return new WriterProcess(new ProcessBuilder(command)
                    .redirectError(temporary.resolve("stderr.txt").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class path of this JVM, whose modules lie on another path. */
    private static String classPath() {
        Set<String> entries = new LinkedHashSet<>();
        entries.add(of(WriterProcess.class));
        for (String property : List.of("jdk.module.path", "surefire.test.class.path", "java.class.path")) {
            for (String entry : System.getProperty(property, "").split(File.pathSeparator, -1)) {
                if (!entry.isEmpty()) {
                    entries.add(Path.of(entry).toAbsolutePath().toString());
                }
            }
        }
        Path classes = Path.of("").toAbsolutePath().resolve("target");
        for (String folder : List.of("classes", "test-classes", "quick/classes", "quick/test-classes")) {
            boolean ofThisBuild =
                    entries.stream().anyMatch(entry -> entry.contains("quick")) == folder.contains("quick");
            if (ofThisBuild) {
                entries.add(classes.resolve(folder).toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String of(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }

    /** Waits until it is ready, and lets it begin. */
    WriterProcess begin() {
        if (!isReady) {
            ready();
        }
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is ready. */
    WriterProcess ready() {
        isReady = read(1).equals(List.of("ready ."));
        if (!isReady) {
            throw new AssertionError("the writer did not start, see stderr.txt");
        }
        return this;
    }

    /** Reads the lines of its output until there are so many, or it has ended. */
    List<String> read(int lines) {
        List<String> read = new ArrayList<>();
        try {
            while (read.size() < lines) {
                String line = output.readLine();
                if (line == null) {
                    break;
                }
                read.add(line);
            }
        } catch (IOException ended) {
            return read;
        }
        return read;
    }

    /** Kills it as a power cut does, and reads what it had said. A line that is cut off was not said. */
    List<String> kill() {
        process.destroyForcibly().onExit().join();
        List<String> rest = read(Integer.MAX_VALUE);
        rest.removeIf(line -> !line.endsWith("."));
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Runs in the other JVM. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        String url = arguments[0];
        int end = Integer.parseInt(arguments[2]);
        boolean early = Mode.valueOf(arguments[3]) == Mode.BEFORE_THE_COMMIT;
        JdbcAttemptJournal journal = JdbcAttemptJournal.builder(new DriverDataSource(url))
                .userKey(SqliteJournalContractTest.KEY)
                .build();
        AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[1]));
        PrintStream out = System.out;
        List<Thread> threads = IntStream.range(0, THREADS)
                .mapToObj(i -> new Thread(() -> {
                    for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
                        RedemptionAttempt attempt = Attempts.attempt("a" + number);
                        if (early) {
                            var unused = journal.open(attempt);
                            out.println("S " + attempt.id() + " .");
                        } else if (Attempts.await(journal.open(attempt)) instanceof Opening.Fresh fresh) {
                            out.println("S " + attempt.id() + " .");
                            Attempts.done(journal.settle(attempt.id(), fresh.opening(), Attempts.redeemed(attempt)));
                            out.println("R " + attempt.id() + " .");
                        }
                    }
                }))
                .toList();
        out.println("ready .");
        if (System.in.read() < 0) {
            return;
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        out.println("end .");
    }
}
