package io.redemption.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends real HTTP to a shop on this machine. Thread-safe. */
public final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String shop;

    /**
     * Creates a browser.
     *
     * @param port where the shop listens
     */
    public Browser(int port) {
        this.shop = "http://127.0.0.1:" + port;
    }

    /** Posts to a path, and returns the body of the answer. */
    public String post(String path) throws IOException, InterruptedException {
        return http.send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build(), text())
                .body();
    }

    /** Posts to a path, and completes with the body of the answer, or fails if the connection does. */
    public CompletableFuture<String> postAsync(String path) {
        return http.sendAsync(
                        request(path).POST(HttpRequest.BodyPublishers.noBody()).build(), text())
                .thenApply(HttpResponse::body);
    }

    /** Gets a path, and returns the body of the answer. */
    public String get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), text()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(shop + path)).timeout(PATIENCE);
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }
}
