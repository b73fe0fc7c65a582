package io.redemption.reliability.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rows of the retry table that are about HTTP/2 cannot be reached: nothing in what we send offers to speak it. */
@Tag("alone")
@ExtendWith(WatchedLoops.class)
@Timeout(60)
class NoHttp2Test {
    private static final Duration PORT_TIMEOUT = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final RawServer server = new RawServer(vertx);

    @AfterEach
    void stop() {
        Sockets.await(vertx.close());
    }

    @Test
    void call_everyOperation_speaksHttp11AndOffersNoUpgrade() {
        Queue<RawMessage> requests = new ConcurrentLinkedQueue<>();
        server.plan(exchange -> {
            requests.add(exchange.request());
            exchange.write(AnswerTexts.of(404, ""));
        });

        try (Redemptions redemptions = Stack.to(server.baseUri()).open()) {
            for (ApiOperation operation : ApiOperation.all()) {
                assertThat(operation.call(redemptions).toCompletableFuture()).succeedsWithin(PORT_TIMEOUT);
            }
        }

        // After a delete that finds nothing there is a look at the list.
        assertThat(requests).hasSize(15).allSatisfy(request -> {
            assertThat(request.toString()).endsWith(" HTTP/1.1");
            assertThat(request.method()).isNotEqualTo("PRI");
            assertThat(List.of("Upgrade", "HTTP2-Settings"))
                    .allSatisfy(field -> assertThat(request.header(field)).isNull());
            assertThat(request.header("Connection")).isIn(null, "close");
        });
    }

    @Test
    void call_overTls_namesNoProtocol() {
        CompletableFuture<Buffer> hello = firstBytes();

        try (Redemptions redemptions = Stack.to("https://127.0.0.1:" + server.port())
                .resilience(options -> options.maxSends(1))
                .open()) {
            assertThat(ApiOperation.all().get(0).call(redemptions).toCompletableFuture())
                    .succeedsWithin(PORT_TIMEOUT)
                    .isEqualTo("failed NOT_REACHABLE");
        }

        assertThat(hello).isCompletedWithValueMatching(bytes -> {
            Set<Integer> extensions = ClientHello.extensions(bytes);
            return extensions.contains(ClientHello.SUPPORTED_VERSIONS) && !extensions.contains(ClientHello.ALPN);
        });
    }

    /** The counter-example: a client that would speak HTTP/2 is seen to offer it. */
    @Test
    void hello_ofAClientWithHttp2_namesIt() {
        CompletableFuture<Buffer> hello = firstBytes();

        vertx.createHttpClient(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setUseAlpn(true)
                        .setSsl(true)
                        .setVerifyHost(false))
                .request(HttpMethod.GET, server.port(), "127.0.0.1", "/");

        assertThat(hello)
                .succeedsWithin(PORT_TIMEOUT)
                .satisfies(bytes -> assertThat(ClientHello.extensions(bytes)).contains(ClientHello.ALPN));
    }

    private CompletableFuture<Buffer> firstBytes() {
        CompletableFuture<Buffer> first = new CompletableFuture<>();
        server.greets(socket -> socket.handler(bytes -> {
            first.complete(bytes);
            socket.close();
        }));
        return first;
    }
}
