package io.redemption.reliability.faults;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection and the one behind it to the server, which live and die together. One exchange at a time, as
 * our client has it. Lives on one event loop.
 */
final class ProxiedConnection {
    private final Vertx vertx;
    private final NetSocket client;
    private final Function<RawMessage, Fault> plan;
    private @Nullable NetSocket server;
    private Fault fault = Fault.none();
    private boolean inExchange;
    private boolean clientGone;

    /** Takes a client's connection, which is not read before there is one to the server. */
    ProxiedConnection(Vertx vertx, NetSocket client, Function<RawMessage, Fault> plan, Runnable onClosed) {
        this.vertx = vertx;
        this.client = client;
        this.plan = plan;
        client.pause();
        client.exceptionHandler(reset -> {});
        client.closeHandler(closed -> {
            clientGone = true;
            closeServer();
            onClosed.run();
        });
    }

    void attach(NetSocket connected) {
        server = connected;
        if (clientGone) {
            closeServer();
            return;
        }
        connected.exceptionHandler(reset -> {});
        connected.closeHandler(closed -> {
            if (!inExchange) {
                client.close();
            }
        });
        connected.handler(new Frames(this::onAnswer)::feed);
        client.handler(new Frames(request -> onRequest(connected, request))::feed);
        client.resume();
    }

    private void onRequest(NetSocket to, RawMessage request) {
        fault = plan.apply(request);
        inExchange = true;
        Buffer bytes = request.bytes();
        if (fault.requestBytes() >= bytes.length()) {
            to.write(bytes);
        } else if (fault.requestBytes() == 0) {
            end();
        } else {
            to.write(bytes.getBuffer(0, fault.requestBytes())).onComplete(gone -> end());
        }
    }

    private void onAnswer(RawMessage answer) {
        Buffer altered = fault.answer().apply(answer.bytes());
        new Delivery(vertx, client, altered, fault.pace(), this::end).start();
    }

    private void end() {
        switch (fault.ending()) {
            case KEPT -> inExchange = false;
            case CLOSED ->
                Delivery.after(vertx, fault.endingDelay(), () -> {
                    client.close();
                    closeServer();
                });
            case RESET ->
                Delivery.after(vertx, fault.endingDelay(), () -> {
                    Sockets.reset(client);
                    closeServer();
                });
            case SILENT -> {
                client.pause();
                Delivery.after(vertx, fault.endingDelay(), client::resume);
            }
        }
    }

    private void closeServer() {
        if (server != null) {
            server.close();
        }
    }
}
