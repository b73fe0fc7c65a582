package io.redemption.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link DemoClient} in a process of its own and kills it. Has a folder for the client's journal, and removes it
 * at the end, also when the demonstration is interrupted. Not thread-safe.
 */
final class KilledClient implements AutoCloseable {
    /** A busy machine takes long to start a JVM. */
    private static final int PATIENCE_SECONDS = 60;

    /** From this version on a JVM warns of native libraries that it was not told of. */
    private static final int WARNS_OF_NATIVE_LIBRARIES = 22;

    private final Path folder;
    private final Thread onInterrupt = new Thread(this::cleanUp, "demo-clean-up");
    private volatile @Nullable Process process;

    KilledClient() {
        try {
            this.folder = Files.createTempDirectory("redemption-demo-");
        } catch (IOException e) {
            throw new CommandFailure("cannot create a folder for temporary files");
        }
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    /** Returns the file of the client's journal, a SQLite database. */
    Path journal() {
        return folder.resolve("journal.db");
    }

    /**
     * Starts the client, and kills it when the server has answered and the client does not know.
     *
     * @return what came of it, in words
     */
    String runAndKill(LossyLink link) {
        CompletableFuture<Void> answered = link.holdNextAnswer();
        Process client = start(link.port());
        process = client;
        try {
            CompletableFuture.anyOf(answered, client.onExit()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            boolean wasWaiting = client.isAlive();
            client.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return wasWaiting && answered.isDone() && !client.isAlive() ? "killed" : "it had ended";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (ExecutionException | TimeoutException e) {
            return "nothing sent in " + PATIENCE_SECONDS + " s";
        }
    }

    private Process start(int port) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // What a killed process leaves behind lies in the folder that is removed.
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + folder));
        if (Runtime.version().feature() >= WARNS_OF_NATIVE_LIBRARIES) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp",
                classPath(),
                DemoClient.class.getName(),
                String.valueOf(port),
                journal().toString()));
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start another JVM", e);
        }
    }

    /** Returns where the classes of this process are, whether it has them as modules or not. */
    private static String classPath() {
        return Stream.of("jdk.module.path", "java.class.path")
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void cleanUp() {
        Process client = process;
        if (client != null) {
            client.destroyForcibly().onExit().join();
        }
        try {
            remove(folder);
        } catch (IOException e) {
            // The folder is one for temporary files: the system removes it.
        }
    }

    /** Removes a folder with all that is in it, also while others remove files from it. */
    static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Ends the process if it still runs, and removes the folder. */
    @Override
    public void close() {
        cleanUp();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException shuttingDown) {
            // then it runs anyway, and finds nothing
        }
    }
}
