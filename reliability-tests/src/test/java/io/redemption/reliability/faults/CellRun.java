package io.redemption.reliability.faults;

import io.redemption.Redemptions;
import io.redemption.model.RedemptionAttempt;
import io.redemption.port.AttemptJournal;
import io.redemption.reliability.faults.ApiOperation.Action;
import io.redemption.resilience.BreakerSettings;
import io.redemption.resilience.RateLimit;
import io.redemption.vertx.Credentials;
import io.redemption.vertx.CredentialsProvider;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One sample of one cell: a server and a stack of its own, one call, and what came of it. Blocks; used once. */
final class CellRun {
    /** The largest answer that is read. */
    static final int MAX_BYTES = 4096;

    /** The header field of credentials that were renewed. */
    static final String RENEWED =
            "Basic " + Base64.getEncoder().encodeToString("merchant:renewed".getBytes(StandardCharsets.UTF_8));

    private static final Duration BLINK = Duration.ofMillis(80);
    private static final int PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final Sample sample;
    private final ApiOperation operation;
    private final RecordedEvents told = new RecordedEvents();

    CellRun(Vertx vertx, Sample sample, ApiOperation operation) {
        this.vertx = vertx;
        this.sample = sample;
        this.operation = operation;
    }

    /** What came of it, in the form of what had to. */
    Expected run() {
        try (RawServer server = new RawServer(vertx).plan(sample.plan().apply(operation))) {
            return switch (sample.scene()) {
                case NORMAL -> seen(server, stack(server.baseUri()));
                case RENEWED_CREDENTIALS -> seen(server, stack(server.baseUri(), new Renewing()));
                case SHORT_DEADLINE -> seen(server, hurried(stack(server.baseUri())));
                case DEAD_PORT -> tried(stack("http://127.0.0.1:" + Sockets.deadPort()));
                case FULL_BACKLOG -> notTaken();
                case NO_TLS -> connected(server);
                case BREAKER_OPEN -> afterBreakerOpened(server);
                case BULKHEAD_FULL -> besideAnother(server);
                case LIMIT_REACHED -> afterAnother(server);
                case CLOSED -> afterClose(server);
                case CALLER_GONE -> deserted(server);
                case PROCESS_DIED -> inheritedFrom(server);
            };
        }
    }

    /** Credentials that are good for one send, and others ever after. */
    private static final class Renewing implements CredentialsProvider {
        private final AtomicBoolean sent = new AtomicBoolean();

        @Override
        public Credentials credentials() {
            return Credentials.of("merchant", sent.getAndSet(true) ? "renewed" : "key");
        }
    }

    private Stack stack(String baseUri) {
        return stack(baseUri, CredentialsProvider.of("merchant", "key"));
    }

    private Stack stack(String baseUri, CredentialsProvider credentials) {
        return Stack.to(baseUri, credentials)
                .transport(options -> options.maxBodyBytes(MAX_BYTES).maxListBytes(MAX_BYTES))
                .listener(told);
    }

    private static Stack hurried(Stack stack) {
        return stack.transport(options -> options.connectTimeout(BLINK).sendTimeout(BLINK));
    }

    private Expected seen(RawServer server, Stack stack) {
        try (Redemptions redemptions = stack.open()) {
            return call(server, redemptions);
        }
    }

    /** Calls, and counts the requests from here on. */
    private Expected call(RawServer server, Redemptions redemptions) {
        long before = server.tally().of(operation.method());
        String outcome = await(operation.call(redemptions));
        return new Expected(outcome, requests(server, before));
    }

    /**
     * A write may be followed by a look, which is no send of it: after a delete, or to read back a first
     * acknowledgement.
     */
    private int requests(RawServer server, long before) {
        boolean looks = operation.action() == Action.DELETE || operation.action() == Action.CREATE;
        long all = server.tally().requests();
        long sends = server.tally().of(operation.method());
        // Counted after all of them, because a look may come at any time.
        if (sends + (looks ? server.tally().of("GET") : 0) < all) {
            throw new AssertionError("requests of another method than " + operation.method());
        }
        return Math.toIntExact(sends - before);
    }

    private Expected tried(Stack stack) {
        try (Redemptions redemptions = stack.open()) {
            return new Expected(await(operation.call(redemptions)), told.tries());
        }
    }

    private Expected notTaken() {
        try (FullBacklog full = new FullBacklog()) {
            return tried(stack(full.baseUri()).transport(options -> options.connectTimeout(BLINK)));
        }
    }

    private Expected connected(RawServer server) {
        server.greets(socket -> socket.handler(hello -> socket.close()));
        try (Redemptions redemptions =
                stack("https://127.0.0.1:" + server.port()).open()) {
            return new Expected(await(operation.call(redemptions)), server.connections());
        }
    }

    private Expected afterBreakerOpened(RawServer server) {
        BreakerSettings atOnce = new BreakerSettings(1, 1, 1, Duration.ofMinutes(5), 1);
        Stack stack = stack(server.baseUri())
                .resilience(options -> options.readBreaker(atOnce).writeBreaker(atOnce));
        try (Redemptions redemptions = stack.open()) {
            server.plan(Exchange::close);
            await(operation.call(redemptions));
            return call(server, redemptions);
        }
    }

    private Expected besideAnother(RawServer server) {
        Stack stack = stack(server.baseUri())
                .resilience(options -> options.maxConcurrentReads(1).maxConcurrentWrites(1));
        try (Redemptions redemptions = stack.open()) {
            CompletableFuture<Exchange> held = new CompletableFuture<>();
            server.plan(held::complete);
            CompletionStage<String> other = operation.call(redemptions);
            Exchange exchange = await(held);
            Expected seen = call(server, redemptions);
            exchange.write(operation.rightAnswer());
            await(other);
            return seen;
        }
    }

    private Expected afterAnother(RawServer server) {
        RateLimit one = new RateLimit(1, Duration.ofHours(1));
        Stack stack = stack(server.baseUri())
                .resilience(options -> options.readRate(one).writeRate(one));
        try (Redemptions redemptions = stack.open()) {
            await(operation.call(redemptions));
            return call(server, redemptions);
        }
    }

    private Expected afterClose(RawServer server) {
        Redemptions redemptions = stack(server.baseUri()).open();
        redemptions.close();
        return call(server, redemptions);
    }

    private Expected deserted(RawServer server) {
        try (Redemptions redemptions = hurried(stack(server.baseUri())).open()) {
            CompletableFuture<Exchange> reached = new CompletableFuture<>();
            server.plan(reached::complete);
            CompletionStage<?> call = operation.begin(redemptions);
            await(reached);
            call.toCompletableFuture().cancel(true);
            return new Expected(await(told.end()), requests(server, 0));
        }
    }

    /** A process that dies leaves its journal and nothing else; another one goes on while its request is still out. */
    private Expected inheritedFrom(RawServer server) {
        AttemptJournal journal = AttemptJournal.inMemory();
        try (Redemptions dead = stack(server.baseUri()).journal(journal).open();
                Redemptions next = stack(server.baseUri()).journal(journal).open()) {
            CompletableFuture<Exchange> reached = new CompletableFuture<>();
            server.plan(new FirstOther(reached::complete, exchange -> exchange.write(operation.rightAnswer())));
            RedemptionAttempt attempt = dead.prepare(Calls.request(operation.redeemable()));
            CompletionStage<?> unfinished =
                    operation.action() == Action.CREATE ? dead.redeem(attempt) : operation.begin(dead);
            await(reached);
            String outcome = await(
                    operation.action() == Action.CREATE
                            ? ApiOperation.end(next.redeem(attempt))
                            : operation.call(next));
            if (unfinished.toCompletableFuture().isDone()) {
                throw new AssertionError("the first process ended (expected: dead while its request is out)");
            }
            Expected seen = new Expected(outcome, requests(server, 0));
            await(reached).close();
            return seen;
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no end in " + PATIENCE_SECONDS + " s", e);
        }
    }
}
