package io.redemption.reliability.basket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.reliability.hostile.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shop in a process of its own, which redeems baskets until it is killed. See {@link ShopMain}. */
final class ShopProcess implements AutoCloseable {
    /** What it does. */
    enum Mode {
        /** Takes up what an earlier process left, and redeems further baskets. */
        REDEEMS,
        /** The same with a journal of baskets that acknowledges a record one second before it is committed. */
        REDEEMS_WITH_EARLY_JOURNAL,
        /** Takes up what an earlier process left, and ends when no basket is open. */
        SETTLES
    }

    private final Process process;
    private final BufferedReader output;

    private ShopProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /**
     * Starts one, which waits until it is told to {@linkplain #begin begin}.
     *
     * @param issuer the base URI of the issuer
     * @param journal the SQLite file
     * @param first the number of its first basket
     */
    static ShopProcess start(String issuer, Path journal, int first, Mode mode) {
        try {
            Path folder = Files.createDirectories(journal.resolveSibling("tmp"));
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Dorg.sqlite.tmpdir=" + folder,
                    "-cp",
                    ChildJvm.classPath(),
                    ShopMain.class.getName(),
                    issuer,
                    journal.toString(),
                    Integer.toString(first),
                    mode.name());
            return new ShopProcess(new ProcessBuilder(command)
                    .redirectError(folder.resolve("stderr.txt").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until its JVM runs, and lets it open its journals. */
    void begin() {
        try {
            String line = output.readLine();
            if (!"ready .".equals(line)) {
                throw new AssertionError("the shop did not start but said " + line + ", see stderr.txt");
            }
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its next line; {@code "ended"} if there is none. */
    String line() {
        try {
            String line = output.readLine();
            return line == null ? "ended" : line;
        } catch (IOException ended) {
            return "ended";
        }
    }

    /** Kills it as a power cut does, and returns what it had said. A line that is cut off was not said. */
    List<String> kill() {
        process.destroyForcibly().onExit().join();
        List<String> said = new ArrayList<>();
        for (String line = line(); !line.equals("ended"); line = line()) {
            if (line.endsWith(".")) {
                said.add(line);
            }
        }
        return said;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
