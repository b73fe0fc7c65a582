package io.redemption.reliability.hostile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with the class path of this one. It is ended when its time is over, and its output is what it is
 * judged by. Immutable.
 *
 * @param exit its exit code
 * @param output what it wrote
 */
public record ChildJvm(int exit, String output) {
    /**
     * Runs one to its end.
     *
     * @param within after this time it is killed, and that is a failure
     * @param directory where it runs and may leave files
     * @param arguments options of the JVM, the main class and its arguments
     */
    public static ChildJvm run(Duration within, Path directory, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!Boolean.getBoolean("reliability")) {
            command.add("-XX:TieredStopAtLevel=1"); // as the JVM of a plain build has it
        }
        command.add("-cp");
        command.add(classPath());
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output.txt");
        Process process = null;
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(within.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the child JVM did not end in " + within + ": " + Files.readString(output));
            }
            return new ChildJvm(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for the child JVM", e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** Surefire names the real class path in a property of its own, because it starts the JVM with a short one. */
    public static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> absolute = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator, -1)) {
            absolute.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, absolute);
    }
}
