package io.redemption.examples;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.MeterRegistry;
import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.micrometer.MicrometerRedemptionListener;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.port.AttemptJournal;
import io.redemption.port.TimeSource;
import io.redemption.resilience.BreakerSettings;
import io.redemption.resilience.RateLimit;
import io.redemption.resilience.ResilienceOptions;
import io.redemption.resilience.ResilienceOptionsBuilder;
import io.redemption.resilience.ResilientRedemptionPort;
import io.redemption.testing.ForwardingAttemptJournal;
import io.redemption.testing.ManualTime;
import io.redemption.testing.ScriptedRedemptionPort;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.vertx.VertxRedemptionOptionsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Produces a failure of each kind that the page for operators names: over HTTP, or with scripted faults. */
final class ProducedFailures {
    private static final RedeemableId COUPON = RedeemableId.coupon("c-1");
    private static final RedemptionId REDEMPTION = RedemptionId.of("r-1");

    /** Time for a send on a machine that is busy with other tests. */
    private static final Duration BUSY = Duration.ofSeconds(20);

    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final CredentialsProvider KEY = CredentialsProvider.of("acme", "canary-key");

    private final List<RedemptionException> failures = new ArrayList<>();
    private final MicrometerRedemptionListener meters;

    ProducedFailures(MeterRegistry registry) {
        this.meters = MicrometerRedemptionListener.of(registry);
    }

    List<RedemptionException> all() {
        answersOverHttp();
        gatewayThatIsStopping();
        noConnection();
        noAnswer();
        limits();
        threadsAndArguments();
        components();
        journals();
        capabilities();
        return List.copyOf(failures);
    }

    private void answersOverHttp() {
        for (int status : List.of(401, 402, 403, 405, 429)) {
            overHttp(status, "{}", shop -> redeem(shop));
        }
        overHttp(404, "<html>no such page</html>", shop -> redeem(shop));
        overHttp(404, "{\"error\":{\"code\":\"unknown_path\"}}", shop -> redeem(shop));
        overHttp(503, "", shop -> find(shop, COUPON));
        overHttp(200, "{}", shop -> find(shop, COUPON));
        overHttp(200, "[]", shop -> find(shop, RedeemableId.voucher("v-1")));
    }

    private void gatewayThatIsStopping() {
        try (ApiStub stub = ApiStub.answering(503, "{}", true);
                Redemptions shop = client(stub.uri(), KEY, http -> http.issuer(Issuer.REDEMPTION_GATEWAY))) {
            add(() -> redeem(shop));
        }
    }

    private void noConnection() {
        String nobody;
        try (ApiStub stub = ApiStub.answering(200, "", false)) {
            nobody = stub.uri();
        }
        try (Redemptions shop = client(nobody, KEY, http -> {})) {
            add(() -> redeem(shop));
        }
        CredentialsProvider broken = () -> {
            throw new IllegalStateException("canary");
        };
        try (Redemptions shop = client(nobody, broken, http -> {})) {
            add(() -> redeem(shop));
        }
    }

    private void noAnswer() {
        try (ServerSocket silent = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
                Redemptions shop = client(
                        "http://127.0.0.1:" + silent.getLocalPort(),
                        KEY,
                        http -> http.poolSize(1)
                                .maxQueuedSends(1)
                                .sendTimeout(SHORT)
                                .connectTimeout(SHORT))) {
            var waiting = List.of(lookup(shop), lookup(shop));
            add(() -> lookup(shop));
            add(() -> waiting.get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompletionStage<?> lookup(Redemptions shop) {
        return shop.lookup(COUPON, Freshness.CACHED_OK);
    }

    private void limits() {
        resilient(options -> options.writeBreaker(new BreakerSettings(1, 1, 1, Duration.ofSeconds(10), 1)), shop -> {
            shop.port().next(Operation.REDEEM).failed(FailureCode.NOT_REACHABLE);
            redeem(shop.redemptions());
            add(() -> redeem(shop.redemptions()));
        });
        resilient(options -> options.maxConcurrentWrites(1), shop -> {
            shop.port().next(Operation.REDEEM).never();
            redeem(shop.redemptions());
            add(() -> redeem(shop.redemptions()));
        });
        resilient(options -> options.writeRate(new RateLimit(1, Duration.ofHours(1))), shop -> {
            redeem(shop.redemptions());
            add(() -> redeem(shop.redemptions()));
        });
        resilient(options -> {}, shop -> {
            shop.port().next(Operation.FIND).never();
            CompletionStage<?> late = find(shop.redemptions(), COUPON);
            shop.time().advance(Duration.ofSeconds(11));
            add(() -> late);
        });
    }

    private void threadsAndArguments() {
        simple(builder -> builder.nonBlockingThreads(thread -> true), shop -> {
            add(() -> CompletableFuture.completedStage(
                    shop.redemptions().blocking().find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)));
        });
        simple(builder -> {}, shop -> {
            shop.port().next(Operation.FIND).never();
            Thread.currentThread().interrupt();
            add(() -> CompletableFuture.completedStage(
                    shop.redemptions().blocking().find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)));
            Thread.interrupted();
        });
        simple(builder -> {}, shop -> add(() -> redeemNothing(shop.redemptions())));
        simple(builder -> {}, shop -> {
            shop.redemptions().close();
            add(() -> redeem(shop.redemptions()));
        });
    }

    @SuppressWarnings("NullAway") // what a caller without null checks does
    private static CompletionStage<?> redeemNothing(Redemptions shop) {
        return shop.redeem((RedemptionAttempt) null);
    }

    private void components() {
        simple(
                builder -> builder.requestRule("acme.broken", request -> {
                    throw new IllegalStateException("canary");
                }),
                shop -> add(() -> redeem(shop.redemptions())));
        BreakingTime time = new BreakingTime();
        simple(builder -> builder.time(time), shop -> {
            time.broken = true;
            add(() -> redeem(shop.redemptions()));
        });
        simple(builder -> {}, shop -> {
            shop.port().next(Operation.FIND).answersNull();
            add(() -> find(shop.redemptions(), COUPON));
        });
    }

    private void journals() {
        journal(CompletableFuture.failedStage(new IllegalStateException("canary")));
        journal(CompletableFuture.completedStage(new AttemptJournal.Opening.Full()));
        simple(builder -> {}, elsewhere -> {
            RedemptionAttempt attempt = elsewhere.redemptions().prepare(request());
            simple(builder -> {}, shop -> add(() -> shop.redemptions().redeem(attempt)));
        });
        simple(RedemptionsBuilder::lookFirst, shop -> {
            shop.port().always(Operation.HISTORY).failed(FailureCode.NOT_REACHABLE);
            add(() -> redeem(shop.redemptions()));
        });
    }

    private void journal(CompletionStage<AttemptJournal.Opening> opening) {
        AttemptJournal broken = new ForwardingAttemptJournal(AttemptJournal.inMemory()) {
            @Override
            public CompletionStage<Opening> open(RedemptionAttempt attempt) {
                return opening;
            }
        };
        simple(builder -> builder.journal(broken), shop -> add(() -> redeem(shop.redemptions())));
    }

    private void capabilities() {
        simple(builder -> {}, shop -> {
            add(() -> shop.redemptions().probe());
            RedemptionAttempt one = shop.redemptions().prepare(request());
            add(() -> shop.redemptions().redeemAll(List.of(one)));
        });
    }

    private static RedemptionRequest request() {
        return RedemptionRequest.builder(COUPON).user("canary").build();
    }

    private static CompletionStage<?> redeem(Redemptions shop) {
        return shop.redeem(request());
    }

    private static CompletionStage<?> find(Redemptions shop, RedeemableId redeemable) {
        return shop.find(redeemable, REDEMPTION, Freshness.FROM_ISSUER);
    }

    private void add(Supplier<CompletionStage<?>> call) {
        Throwable thrown = catchThrowable(() -> call.get().toCompletableFuture().join());
        Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (!(failure instanceof RedemptionException known)) {
            throw new AssertionError("not the failure that was to be produced: " + thrown, failure);
        }
        failures.add(known);
    }

    private void overHttp(int status, String body, Function<Redemptions, CompletionStage<?>> call) {
        try (ApiStub stub = ApiStub.answering(status, body, false);
                Redemptions shop = client(stub.uri(), KEY, http -> {})) {
            add(() -> call.apply(shop));
        }
    }

    private Redemptions client(
            String uri, CredentialsProvider credentials, Consumer<VertxRedemptionOptionsBuilder> change) {
        return VaucharRedemptions.connect(VaucharOptions.builder(uri, credentials)
                .resilience(calls -> calls.maxSends(1).totalDeadline(BUSY.plusSeconds(5)))
                .transport(http -> http.sendTimeout(BUSY).connectTimeout(BUSY))
                .transport(change)
                .listener(meters)
                .build());
    }

    /** Redemptions, the port whose faults are scripted, and the time of both. */
    private record Shop(Redemptions redemptions, ScriptedRedemptionPort port, ManualTime time) {}

    private void simple(Consumer<RedemptionsBuilder> change, Consumer<Shop> use) {
        ManualTime time = ManualTime.at(Instant.EPOCH);
        ScriptedRedemptionPort port =
                ScriptedRedemptionPort.over(new GuideTest.WithoutAttemptIds(InMemoryRedemptionPort.create()), time);
        RedemptionsBuilder builder = Redemptions.builder(port).time(time).listener(meters);
        change.accept(builder);
        try (Redemptions shop = builder.build()) {
            use.accept(new Shop(shop, port, time));
        }
    }

    private void resilient(Consumer<ResilienceOptionsBuilder> change, Consumer<Shop> use) {
        ManualTime time = ManualTime.at(Instant.EPOCH);
        ScriptedRedemptionPort port =
                ScriptedRedemptionPort.over(new GuideTest.WithoutAttemptIds(InMemoryRedemptionPort.create()), time);
        ResilienceOptionsBuilder options =
                ResilienceOptions.builder().time(time).maxSends(1).listener(meters);
        change.accept(options);
        ResilientRedemptionPort resilient = ResilientRedemptionPort.over(port, options.build());
        try (Redemptions shop =
                Redemptions.builder(resilient).time(time).listener(meters).build()) {
            use.accept(new Shop(shop, port, time));
        }
    }

    /** A clock that works until the redemptions are built. */
    private static final class BreakingTime implements TimeSource {
        private final TimeSource working = TimeSource.system();
        private volatile boolean broken;

        @Override
        public Instant now() {
            if (broken) {
                throw new IllegalStateException("canary");
            }
            return working.now();
        }

        @Override
        public long nanoTime() {
            return working.nanoTime();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            return working.schedule(delay, task);
        }
    }
}
