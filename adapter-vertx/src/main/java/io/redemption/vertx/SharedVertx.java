package io.redemption.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The Vert.x instance of all ports without one of their own: created for the first, closed with the last. A platform
 * has a port for each merchant, and a few event loops serve them all. Thread-safe.
 */
final class SharedVertx {
    static final SharedVertx INSTANCE = new SharedVertx();

    private @Nullable Vertx vertx;
    private int users;

    private SharedVertx() {}

    /** Begins a use; {@link #leave} must follow. */
    synchronized Vertx join() {
        if (vertx == null) {
            // Daemon threads: a port that was not closed does not keep the process alive.
            vertx = Vertx.vertx(new VertxOptions()
                    .setUseDaemonThread(true)
                    .setFileSystemOptions(
                            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        }
        users++;
        return vertx;
    }

    /** Ends a use. The stage completes when no thread is left, if it was the last use, and does not fail. */
    CompletableFuture<Void> leave() {
        Vertx last;
        synchronized (this) {
            users--;
            if (users > 0 || vertx == null) {
                return CompletableFuture.completedFuture(null);
            }
            last = vertx;
            vertx = null;
        }
        return HttpClients.ended(last.close());
    }
}
