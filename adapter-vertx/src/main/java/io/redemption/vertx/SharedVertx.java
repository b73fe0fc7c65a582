package io.redemption.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The Vert.x instance of all ports that bring none of their own: made for the first, closed with the last. A platform
 * has a port for each merchant, and event loops enough for one serve them all. Thread-safe.
 */
final class SharedVertx {
    /** There is one. */
    static final SharedVertx INSTANCE = new SharedVertx();

    private @Nullable Vertx vertx;
    private int users;

    private SharedVertx() {}

    /** Begins a use; {@link #leave} has to follow. */
    synchronized Vertx join() {
        if (vertx == null) {
            // Daemons: a port that was forgotten does not keep the process alive.
            vertx = Vertx.vertx(new VertxOptions()
                    .setUseDaemonThread(true)
                    .setFileSystemOptions(
                            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        }
        users++;
        return vertx;
    }

    /** Ends a use; completes when no thread is left, if it was the last. The stage does not fail. */
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
