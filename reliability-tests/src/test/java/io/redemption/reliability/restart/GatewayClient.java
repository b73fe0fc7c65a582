package io.redemption.reliability.restart;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redemption.model.RedeemableId;
import io.redemption.reliability.faults.Calls;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** A client of a gateway in whatever language, which repeats its idempotency key until it is answered. */
final class GatewayClient {
    static final String MERCHANT = "shop:secret";

    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString(MERCHANT.getBytes(US_ASCII));
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MOST_SENDS = 5;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /** What a client knows in the end. */
    enum Answer {
        REDEEMED,
        UNKNOWN,
        OTHER
    }

    /**
     * Asks, and asks again under the same key while the gateway says that nothing was done or that it does not know;
     * fails if the connection breaks.
     */
    CompletableFuture<Answer> redeem(String baseUri, RedeemableId id) {
        return redeem(request(baseUri, id), MOST_SENDS);
    }

    private CompletableFuture<Answer> redeem(HttpRequest request, int sends) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(GatewayClient::answer)
                .thenCompose(answer -> answer == Answer.REDEEMED || sends == 1
                        ? CompletableFuture.completedFuture(answer)
                        : redeem(request, sends - 1));
    }

    private static HttpRequest request(String baseUri, RedeemableId id) {
        String body =
                "{\"user_id\":\"shopper\",\"value_used\":\"1.00\",\"transaction_id\":\"order-" + id.value() + "\"}";
        return HttpRequest.newBuilder(URI.create(baseUri + Calls.target(id)))
                .timeout(TIMEOUT)
                .header("Authorization", CREDENTIALS)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-" + id.value())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static Answer answer(HttpResponse<String> response) {
        if (response.statusCode() / 100 == 2) {
            return Answer.REDEEMED;
        }
        return response.body().contains("outcome_unknown") ? Answer.UNKNOWN : Answer.OTHER;
    }
}
