package io.redemption.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledClientTest {
    private static final int ROUNDS = 20;
    private static final int FILES = 200;

    @TempDir
    Path parent;

    @Test
    void remove_whileAnotherRemovesTheFiles_leavesNothing() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            Path folder = Files.createDirectories(parent.resolve("round-" + round));
            Path inner = Files.createDirectories(folder.resolve("inner"));
            for (int i = 0; i < FILES; i++) {
                Files.createFile((i % 2 == 0 ? folder : inner).resolve("file-" + i));
            }

            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> deleteAll(folder, inner));
            KilledClient.remove(folder);
            other.join();

            assertThat(folder).doesNotExist();
        }
    }

    private static void deleteAll(Path folder, Path inner) {
        for (int i = FILES - 1; i >= 0; i--) {
            (i % 2 == 0 ? folder : inner).resolve("file-" + i).toFile().delete();
        }
    }
}
