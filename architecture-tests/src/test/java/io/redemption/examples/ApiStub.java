package io.redemption.examples;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A server on loopback that gives the same answer to every request. */
final class ApiStub implements AutoCloseable {
    private final HttpServer server;

    private ApiStub(HttpServer server) {
        this.server = server;
    }

    /**
     * Answers with a status and a body, and with the header field that our own servers use for what they did not do.
     */
    static ApiStub answering(int status, String body, boolean saysNotExecuted) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                if (saysNotExecuted) {
                    exchange.getResponseHeaders().set("Redemption-Executed", "no");
                }
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
            return new ApiStub(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
