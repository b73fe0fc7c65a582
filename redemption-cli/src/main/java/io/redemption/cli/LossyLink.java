package io.redemption.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A stretch of network between a client and a server on this machine, which can be told to lose an answer: the server
 * has done its work, and both connections break before the client hears of it. Thread-safe.
 */
final class LossyLink {
    private static final String LOOPBACK = "127.0.0.1";

    private final NetClient client;
    private final int serverPort;
    private final AtomicBoolean losesNextAnswer = new AtomicBoolean();
    private int port;

    private LossyLink(NetClient client, int serverPort) {
        this.client = client;
        this.serverPort = serverPort;
    }

    /** A link to a port, on a free port of its own. It lasts as long as the Vert.x instance. */
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

    /** The next answer will not arrive. */
    void loseNextAnswer() {
        losesNextAnswer.set(true);
    }

    private void connect(NetSocket near) {
        near.pause();
        client.connect(serverPort, LOOPBACK).onFailure(thrown -> near.close()).onSuccess(far -> join(near, far));
    }

    private void join(NetSocket near, NetSocket far) {
        far.handler(answer -> {
            if (losesNextAnswer.compareAndSet(true, false)) {
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
