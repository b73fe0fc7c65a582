package io.redemption.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that answers with scripted bytes and records the received ones. */
final class RawServer implements AutoCloseable {
    /** What is done about a request. */
    @FunctionalInterface
    interface Script {
        /**
         * Answers a request.
         *
         * @param socket where it came from
         * @param request its bytes, one character each
         * @param number 1 for the first request of the server
         */
        void on(NetSocket socket, String request, int number);
    }

    private final NetServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Script script = (socket, request, number) -> socket.close();
    private volatile boolean closingAtOnce;

    RawServer(Vertx vertx) {
        this(vertx, new NetServerOptions().setHost("127.0.0.1"));
    }

    RawServer(Vertx vertx, NetServerOptions options) {
        this.server = vertx.createNetServer(options.setPort(0));
        server.connectHandler(this::connected);
        await(server.listen());
    }

    /** Answers every request so. */
    RawServer script(Script next) {
        this.script = next;
        return this;
    }

    /** Answers every request with these bytes and keeps the connection open. */
    RawServer answers(String raw) {
        return script((socket, request, number) -> socket.write(Buffer.buffer(raw.getBytes(ISO_8859_1))));
    }

    /** Answers every request with a status and a JSON body. */
    RawServer answers(int status, String json) {
        return answers(response(status, json));
    }

    /** Closes each connection before it reads anything. */
    RawServer closesAtOnce() {
        closingAtOnce = true;
        return this;
    }

    static String response(int status, String json, String... headers) {
        int length = json.getBytes(ISO_8859_1).length;
        StringBuilder raw = new StringBuilder("HTTP/1.1 " + status + " Told\r\nContent-Type: application/json\r\n");
        for (String header : headers) {
            raw.append(header).append("\r\n");
        }
        return raw + "Content-Length: " + length + "\r\n\r\n" + json;
    }

    int port() {
        return server.actualPort();
    }

    /** Every request so far. */
    List<String> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    private void connected(NetSocket socket) {
        connections.incrementAndGet();
        if (closingAtOnce) {
            socket.close();
            return;
        }
        StringBuilder pending = new StringBuilder();
        socket.exceptionHandler(reset -> {});
        socket.handler(bytes -> {
            pending.append(bytes.toString(ISO_8859_1));
            int end = endOfRequest(pending);
            while (end > 0) {
                String request = pending.substring(0, end);
                pending.delete(0, end);
                requests.add(request);
                script.on(socket, request, requests.size());
                end = endOfRequest(pending);
            }
        });
    }

    private static int endOfRequest(CharSequence pending) {
        String text = pending.toString();
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return -1;
        }
        int length = 0;
        for (String line : text.substring(0, head).lines().toList()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        int end = head + 4 + length;
        return text.length() >= end ? end : -1;
    }

    static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the test server did not do in 10 s what was asked of it", e);
        }
    }

    @Override
    public void close() {
        await(server.close());
    }
}
