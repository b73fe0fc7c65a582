package io.redemption.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import io.redemption.Redemptions;
import io.redemption.model.AttemptId;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionId;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionPort;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A way to redeem over HTTP: ours, and what users would write instead. Each is set up as its users set it up. */
enum Contender {
    /** The Vert.x Web Client with Jackson's data binding, and nothing around it. */
    WEB_CLIENT("Web Client + Jackson"),
    /** The JDK's client with Jackson's data binding. */
    JDK_CLIENT("java.net.http + Jackson"),
    /** OkHttp with Gson, the stack of many payment SDKs. */
    OKHTTP("OkHttp + Gson"),
    /** The HTTP adapter alone. */
    PORT("VertxRedemptionPort"),
    /** The whole stack: journal in memory, resilience, rules. */
    STACK("full stack"),
    /** Reads the list of redemptions with the Web Client and drops the body: a driver for servers. */
    WEB_CLIENT_LIST("Web Client, list");

    private static final String CREDENTIALS = "Basic "
            + Base64.getEncoder()
                    .encodeToString((Sample.MERCHANT + ":" + Sample.API_KEY).getBytes(StandardCharsets.ISO_8859_1));

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Returns a caller with connections of its own to a server. They end with the process. */
    Caller connect(URI base) {
        return switch (this) {
            case WEB_CLIENT -> webClient(base);
            case JDK_CLIENT -> jdkClient(base);
            case OKHTTP -> okHttp(base);
            case PORT -> port(base);
            case STACK -> stack(base);
            case WEB_CLIENT_LIST -> list(base);
        };
    }

    private static Caller webClient(URI base) {
        WebClient client = vertxClient();
        ObjectMapper json = new ObjectMapper();
        return () -> client.post(base.getPort(), base.getHost(), Sample.PATH)
                .putHeader("Authorization", CREDENTIALS)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer(bytes(json, Sample.Body.create())))
                .map(response ->
                        answer(json, response.statusCode(), body(response).getBytes()))
                .toCompletionStage();
    }

    private static Caller list(URI base) {
        WebClient client = vertxClient();
        return () -> client.get(base.getPort(), base.getHost(), Sample.PATH)
                .putHeader("Authorization", CREDENTIALS)
                .send()
                .map(response -> requireSuccess(response.statusCode(), body(response)))
                .toCompletionStage();
    }

    private static Buffer body(io.vertx.ext.web.client.HttpResponse<Buffer> response) {
        return Objects.requireNonNull(response.body(), "an answer without a body");
    }

    private static WebClient vertxClient() {
        return WebClient.create(
                Vertx.vertx(), new WebClientOptions(), new PoolOptions().setHttp1MaxSize(LoadWorker.IN_FLIGHT));
    }

    private static Caller jdkClient(URI base) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ObjectMapper json = new ObjectMapper();
        URI uri = base.resolve(Sample.PATH);
        return () -> client.sendAsync(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", CREDENTIALS)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(json, Sample.Body.create())))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(response -> answer(json, response.statusCode(), response.body()));
    }

    private static Caller okHttp(URI base) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(LoadWorker.IN_FLIGHT);
        dispatcher.setMaxRequestsPerHost(LoadWorker.IN_FLIGHT);
        OkHttpClient client = new OkHttpClient.Builder().dispatcher(dispatcher).build();
        Gson gson = new Gson();
        MediaType json = MediaType.get("application/json");
        String url = base.resolve(Sample.PATH).toString();
        return () -> {
            Request request = new Request.Builder()
                    .url(url)
                    .header("Authorization", CREDENTIALS)
                    .post(RequestBody.create(gson.toJson(Sample.Body.create()), json))
                    .build();
            CompletableFuture<Sample.Answer> answered = new CompletableFuture<>();
            client.newCall(request).enqueue(new Callback() {
                @Override
                public void onFailure(Call call, IOException failure) {
                    answered.completeExceptionally(failure);
                }

                @Override
                public void onResponse(Call call, Response response) {
                    try (response) {
                        requireSuccess(response.code(), response);
                        answered.complete(gson.fromJson(response.body().charStream(), Sample.Answer.class)
                                .checked());
                    } catch (RuntimeException wrong) {
                        answered.completeExceptionally(wrong);
                    }
                }
            });
            return answered;
        };
    }

    private static Caller port(URI base) {
        VertxRedemptionPort port = VertxRedemptionPort.create(
                Vertx.vertx(),
                VertxRedemptionOptions.builder(base.toString(), credentials())
                        .maxClockSkew(Duration.ofHours(1))
                        .poolSize(LoadWorker.IN_FLIGHT)
                        .build());
        RedemptionAttempt attempt = new RedemptionAttempt(
                AttemptId.of("attempt-1"), Sample.request(), TransactionId.of(Sample.TRANSACTION), Instant.now());
        return () -> port.redeem(attempt).thenApply(Contender::redeemed);
    }

    private static Caller stack(URI base) {
        Redemptions redemptions = VaucharRedemptions.connect(VaucharOptions.builder(base.toString(), credentials())
                .transport(
                        transport -> transport.maxClockSkew(Duration.ofHours(1)).poolSize(LoadWorker.IN_FLIGHT))
                .build());
        RedemptionRequest request = Sample.request();
        return () -> redemptions.redeem(request).thenApply(Contender::redeemed);
    }

    private static CredentialsProvider credentials() {
        return CredentialsProvider.of(Sample.MERCHANT, Sample.API_KEY);
    }

    private static Redeemed redeemed(RedemptionOutcome outcome) {
        return outcome.fold(
                redeemed -> redeemed,
                refused -> {
                    throw new IllegalStateException("refused: " + refused);
                },
                unknown -> {
                    throw new IllegalStateException("unknown: " + unknown);
                });
    }

    private static byte[] bytes(ObjectMapper json, Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Sample.Answer answer(ObjectMapper json, int status, byte[] body) {
        try {
            return requireSuccess(status, json.readValue(body, Sample.Answer.class))
                    .checked();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static <T> T requireSuccess(int status, T body) {
        if (status != 200 && status != 201) {
            throw new IllegalStateException("status " + status);
        }
        return body;
    }
}
