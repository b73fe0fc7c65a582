package io.redemption.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.reliability.Figures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An answer that nobody asked for, behind the right one: it reaches the connection just as the next request is put on
 * it. Here it is a refusal, which no echo tells from the real one.
 */
@Timeout(300)
class StrayAnswerTest {
    private static final String GIVEN = "stray refusals: behind right answers";
    private static final int AT_ONCE = 64;

    private final Figures figures = Figures.ofThisRun();
    private final Attempts attempts = new Attempts();
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicInteger redeemed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private void answerTwice(ReceivedRequest heard, HostileConnection line) throws IOException {
        RedemptionAttempt attempt = attempts.in(heard);
        given.incrementAndGet();
        line.say((attempt == null ? "" : Answer.to(attempt).response()) + Answer.response(400, "{}"));
    }

    private void redeemAll(
            int calls, int atOnce, Function<RedemptionAttempt, CompletionStage<RedemptionOutcome>> redeem) {
        ConcurrentRun.of(calls, atOnce, i -> redeem.apply(attempts.next()), (outcome, thrown) -> {
            redeemed.addAndGet(outcome instanceof Redeemed ? 1 : 0);
            refused.addAndGet(outcome instanceof Refused ? 1 : 0);
        });
    }

    @Test
    void redeem_strayRefusalOnTheConnection_isNotItsAnswer() {
        int calls = figures.target(GIVEN);
        try (Peer peer = Peer.answering(this::answerTwice);
                Client client = Client.of(peer.uri())) {
            redeemAll(calls, AT_ONCE, client.shop()::redeemFirst);
        }

        assertThat(redeemed).hasPositiveValue();
        figures.prove(GIVEN, given.get());
        figures.prove("stray refusals: believed", refused.get());
    }

    @Test
    void redeem_clientThatTakesWhateverComes_isCaught() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Peer peer = Peer.answering(this::answerTwice)) {
            HttpClient careless = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(1));

            ConcurrentRun.of(
                    50,
                    50,
                    i -> careless.request(HttpMethod.POST, peer.port(), "127.0.0.1", "/")
                            .compose(request -> status(request, attempts.next()))
                            .toCompletionStage(),
                    (status, thrown) -> refused.addAndGet(status != null && status == 400 ? 1 : 0));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }

        figures.prove("stray refusals: client that takes whatever comes caught", refused.get() > 0 ? 1 : 0);
    }

    private static Future<Integer> status(HttpClientRequest request, RedemptionAttempt attempt) {
        request.putHeader("Idempotency-Key", attempt.id().value());
        return request.send().compose(response -> response.body().map(body -> response.statusCode()));
    }
}
