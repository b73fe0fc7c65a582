package io.redemption.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between a client and a server on this machine that can lose an answer: the server has carried the request
 * out, and both connections break before the answer reaches the client, or stay open without it. Thread-safe.
 */
final class LossyLink {
    private static final String LOOPBACK = "127.0.0.1";

    private final NetClient client;
    private final int serverPort;
    private final AtomicBoolean losesNextAnswer = new AtomicBoolean();
    private final AtomicReference<@Nullable CompletableFuture<Void>> holdsNextAnswer = new AtomicReference<>();
    private int port;

    private LossyLink(NetClient client, int serverPort) {
        this.client = client;
        this.serverPort = serverPort;
    }

    /** Opens a link to a port, on a free port. It lasts as long as the Vert.x instance. */
    static Future<LossyLink> to(Vertx vertx, int serverPort) {
        LossyLink link = new LossyLink(vertx.createNetClient(), serverPort);
        return vertx.createNetServer()
                .connectHandler(link::connect)
                .listen(0, LOOPBACK)
                .map((NetServer listening) -> {
                    link.port = listening.actualPort();
                    return link;
                });
    }

    int port() {
        return port;
    }

    /** Makes the link lose the next answer. */
    void loseNextAnswer() {
        losesNextAnswer.set(true);
    }

    /**
     * Makes the link keep the next answer to itself, so that the client goes on waiting.
     *
     * @return completes when the server has answered
     */
    CompletableFuture<Void> holdNextAnswer() {
        CompletableFuture<Void> held = new CompletableFuture<>();
        holdsNextAnswer.set(held);
        return held;
    }

    private void connect(NetSocket near) {
        near.pause();
        client.connect(serverPort, LOOPBACK).onFailure(thrown -> near.close()).onSuccess(far -> join(near, far));
    }

    private void join(NetSocket near, NetSocket far) {
        far.handler(answer -> {
            CompletableFuture<Void> held = holdsNextAnswer.getAndSet(null);
            if (held != null) {
                far.handler(rest -> {});
                held.complete(null);
            } else if (losesNextAnswer.compareAndSet(true, false)) {
                near.close();
                far.close();
            } else {
                near.write(answer);
            }
        });
        near.handler(far::write);
        far.closeHandler(closed -> near.close());
        near.closeHandler(closed -> far.close());
        near.resume();
    }
}
