package io.redemption.reliability.restart;

import io.redemption.cli.RedemptionCommand;
import io.redemption.reliability.hostile.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway as platforms run it: the command in a process of its own, which can be killed. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("redemption: serving .* on (http://127\\.0\\.0\\.1:\\d+)");

    /** A busy machine takes long to start a JVM. */
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final CompletableFuture<String> firstLine;

    private GatewayProcess(Process process) {
        this.process = process;
        this.firstLine = CompletableFuture.supplyAsync(() -> readLine(process));
    }

    /**
     * Starts one, and does not wait until it serves.
     *
     * @param upstream the base URI of the issuer
     * @param merchants the file with the merchants
     * @param options further options of the command
     */
    static GatewayProcess start(String upstream, Path merchants, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ChildJvm.classPath(),
                RedemptionCommand.class.getName(),
                "serve",
                "--port",
                "0",
                "--upstream",
                upstream,
                "--merchants",
                merchants.toString()));
        command.addAll(options);
        try {
            return new GatewayProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it serves; waits until it does. */
    String baseUri() {
        String line;
        try {
            line = firstLine.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the gateway did not serve in " + PATIENCE_SECONDS + " s", e);
        }
        Matcher ready = READY.matcher(line);
        if (!ready.matches()) {
            throw new AssertionError("the gateway said: " + line);
        }
        return ready.group(1);
    }

    private static String readLine(Process process) {
        try {
            String line = process.inputReader().readLine();
            // A newer JDK warns of the native library of SQLite first.
            while (line != null && !line.startsWith("redemption: ")) {
                line = process.inputReader().readLine();
            }
            return String.valueOf(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a power cut does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
