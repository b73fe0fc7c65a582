package io.redemption.reliability.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.reliability.Figures;
import io.redemption.resilience.RetryBudget;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An issuer that is down is not sent more than it would be by clients that never repeat, however long it is down. */
@Tag("alone")
@ExtendWith(WatchedLoops.class)
@Timeout(300)
class LoadTest {
    private static final String CALLS = "load: calls of one client under total failure";
    private static final int FIRST_CALLS = 200;
    private static final int MOST_PERCENT = 110;
    private static final int FEW_CALLS = 2400;
    private static final int AT_ONCE = 32;
    private static final Duration PORT_TIMEOUT = Duration.ofSeconds(20);
    private static final List<ApiOperation> OPERATIONS = ApiOperation.all();
    private static final ApiOperation LIST = OPERATIONS.get(0);

    private final Figures figures = Figures.ofThisRun();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private final RawServer server = new RawServer(vertx).plan(LoadTest::fails);

    @AfterEach
    void stop() {
        Sockets.await(vertx.close());
    }

    /** Each operation fails in its own way, and those that may be repeated in a way that is repeated. */
    private static void fails(Exchange exchange) {
        switch (exchange.request().method()) {
            case "GET" -> exchange.write(AnswerTexts.of(503, ""));
            case "DELETE" -> exchange.write(AnswerTexts.of(500, ""));
            default -> exchange.write(AnswerTexts.of(429, ""));
        }
    }

    @Test
    void call_totalFailure_isSentHardlyMoreThanOnce() {
        int calls = figures.target(CALLS);
        try (Redemptions redemptions =
                Stack.to(server.baseUri()).breakersOutOfTheWay().open()) {
            int atFirst = sendsOfOneFailingCall(redemptions);
            run(redemptions, FIRST_CALLS);
            long percent = sendsToHundredCalls(redemptions, calls - FIRST_CALLS);
            int most = server.tally().mostOfOneTarget();
            server.plan(exchange -> exchange.write(AnswerTexts.of(404, "")));
            run(redemptions, RetryBudget.DEFAULT.tokens());
            server.plan(LoadTest::fails);
            int afterAll = sendsOfOneFailingCall(redemptions);

            figures.prove(CALLS, calls);
            figures.prove("load: sends to 100 calls after the first 200", percent);
            figures.prove("load: most sends of one call", most);
            figures.prove("load: sends of a failing call at first", atFirst);
            figures.prove("load: sends of a failing call after all, when the issuer has recovered", afterAll);
        }
    }

    @Test
    void call_totalFailureWithTheDefaults_isSentRarely() {
        try (Redemptions redemptions = Stack.to(server.baseUri())
                .resilience(options -> options.backoff(Duration.ofMillis(1), Duration.ofMillis(1)))
                .open()) {
            run(redemptions, FEW_CALLS);
        }

        assertThat(server.tally().requests()).isPositive();
        figures.prove(
                "load: requests of 2400 calls with the defaults", server.tally().requests());
    }

    @Test
    void call_retryWithoutBudget_isCaught() {
        try (Redemptions redemptions = Stack.to(server.baseUri()).openWith(RetryWithoutBudget::new)) {
            run(redemptions, FIRST_CALLS);
            long percent = sendsToHundredCalls(redemptions, FIRST_CALLS);

            figures.prove("load: retry without a budget caught", percent > MOST_PERCENT ? 1 : 0);
        }
    }

    private long sendsToHundredCalls(Redemptions redemptions, int calls) {
        long before = server.tally().requests();
        run(redemptions, calls);
        return (server.tally().requests() - before) * 100 / calls;
    }

    private int sendsOfOneFailingCall(Redemptions redemptions) {
        long before = server.tally().requests();
        assertThat(LIST.on(nextId()).call(redemptions).toCompletableFuture())
                .succeedsWithin(PORT_TIMEOUT)
                .isEqualTo("failed ISSUER_FAILED");
        return Math.toIntExact(server.tally().requests() - before);
    }

    /** Calls each operation in turn, each call about something else, so that its sends can be told. */
    private void run(Redemptions redemptions, int calls) {
        ConcurrentCalls.run(
                calls,
                AT_ONCE,
                number ->
                        OPERATIONS.get(number % OPERATIONS.size()).on(nextId()).call(redemptions));
    }

    private String nextId() {
        return "id-" + numbers.incrementAndGet();
    }
}
