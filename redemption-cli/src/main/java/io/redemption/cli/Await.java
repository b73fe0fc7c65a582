package io.redemption.cli;

import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import java.net.BindException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waits for work that the libraries do on their own threads. */
final class Await {
    private Await() {}

    /**
     * Starts a server.
     *
     * @throws CommandFailure if it cannot listen on that address
     */
    static RedemptionServer start(RedemptionServerOptions options, String host, int port) {
        try {
            return end(RedemptionServer.start(options));
        } catch (CompletionException e) {
            throw new CommandFailure("cannot listen on " + host + ":" + port + ": " + reason(e.getCause()));
        }
    }

    static <T> T end(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause instanceof BindException) {
            return "the port is taken, or this machine does not have the address";
        }
        if (cause instanceof UnknownHostException) {
            return "no such host";
        }
        return cause == null ? "unknown" : cause.getClass().getSimpleName();
    }
}
