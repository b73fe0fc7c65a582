package io.redemption.reliability.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.redemption.Redemptions;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.port.RedemptionPort;
import io.redemption.reliability.Figures;
import io.redemption.resilience.ResilienceOptions;
import io.redemption.resilience.ResilientRedemptionPort;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each call ends in time, whatever the other side does or does not, and leaves nothing behind. */
@Tag("alone")
@ExtendWith(WatchedLoops.class)
@Timeout(300)
class DeadlineTest {
    private static final String CALLS = "deadlines: calls that get no answer";
    private static final Duration DEADLINE = Duration.ofMillis(450);
    private static final int AT_ONCE = 320;
    private static final int PERMITS = 8;
    private static final int WARM_UP_CALLS = 240;
    private static final int CHANCES = 20;
    private static final Duration BRIEFLY = Duration.ofMillis(100);

    /** A request of the next call may be seen before the end of the connection that made room for it. */
    private static final int MOST_FOR_PERMITS = 2 * PERMITS;

    private static final TransactionId MISSING = TransactionId.of("missing");
    private static final RedeemableId COUPON = RedeemableId.coupon("id-1");
    private static final List<Fault> FAULTS = List.of(
            Fault.blackHole(),
            Fault.answerSwallowed(),
            Fault.halfOpen(),
            Fault.bandwidth(1, Duration.ofMillis(40)),
            new Fault(
                    "head without end",
                    Integer.MAX_VALUE,
                    answer -> Buffer.buffer("HTTP/1.1 200 OK\r\nX-More: "),
                    DeliveryPace.AT_ONCE,
                    ConnectionEnd.KEPT,
                    Duration.ZERO));

    private final Figures figures = Figures.ofThisRun();
    private final RecordingIssuer issuer = new RecordingIssuer();
    private final CountingTime time = new CountingTime();
    private final Vertx vertx = Vertx.vertx();
    private final RawServer server = new RawServer(vertx).plan(issuer);
    private final FaultProxy proxy = new FaultProxy(vertx, server.port());

    @AfterEach
    void stop() {
        Sockets.await(vertx.close());
    }

    private Stack stack(String baseUri, int atOnce) {
        return Stack.to(baseUri)
                .transport(options -> options.poolSize(AT_ONCE)
                        .maxQueuedSends(AT_ONCE)
                        .connectTimeout(DEADLINE)
                        .sendTimeout(DEADLINE))
                .resilience(options -> options.totalDeadline(DEADLINE)
                        .maxConcurrentReads(atOnce)
                        .maxConcurrentWrites(atOnce))
                .breakersOutOfTheWay()
                .withoutBackground()
                .time(time);
    }

    @Test
    void call_noAnswer_endsInTimeAndLeavesNothingBehind() {
        int calls = figures.target(CALLS);
        List<ApiOperation> operations = ApiOperation.all();
        ByteBufAllocator allocator = warmUp();
        int threads = Thread.activeCount();
        Redemptions redemptions = stack(proxy.baseUri(), AT_ONCE).open();
        Lateness lateness = new Lateness(DEADLINE);
        AtomicInteger next = new AtomicInteger();
        List<String> leaks;

        try (LeakWatch watch = new LeakWatch(allocator)) {
            proxy.plan(request -> FAULTS.get(next.getAndIncrement() % FAULTS.size()));
            ConcurrentCalls.run(calls, AT_ONCE, number -> {
                long begun = System.nanoTime();
                return lateness.measure(
                        operations.get(number % operations.size()).call(redemptions), begun);
            });
            proxy.always(Fault.none());
            leaks = watch.leaks();
        }
        int reads = together(number -> redemptions.history(COUPON, HistoryQuery.ofTransaction(MISSING)));
        int writes = together(number -> redemptions.redeem(Calls.request(COUPON)));
        redemptions.close();
        Sockets.await("all connections to be closed", () -> open() == 0);
        Sockets.await("threads and timers to end", () -> Thread.activeCount() <= threads);

        assertThat(leaks).isEmpty();
        figures.prove(CALLS, calls);
        figures.prove("deadlines: of these ended by their deadline", lateness.metDeadline());
        figures.prove("deadlines: ms of the latest beyond deadline and bare timer", lateness.mostMillis());
        figures.prove("deadlines: reads that went at once afterwards", reads);
        figures.prove("deadlines: writes that went at once afterwards", writes);
        figures.prove("deadlines: connections left open", open());
        figures.prove("deadlines: timers left set", time.timersSet());
        figures.prove("deadlines: threads left", Math.max(0, Thread.activeCount() - threads));
        figures.prove("deadlines: buffers leaked", leaks.size());
    }

    private int open() {
        return proxy.openConnections() + server.openConnections();
    }

    /** Makes the first calls, which are slow, through a stack of their own, and tells where buffers come from. */
    private ByteBufAllocator warmUp() {
        CompletableFuture<ByteBufAllocator> allocator = new CompletableFuture<>();
        server.greets(socket -> allocator.complete(Sockets.allocator(socket)));
        try (Redemptions redemptions = stack(proxy.baseUri(), AT_ONCE).open()) {
            ConcurrentCalls.run(
                    WARM_UP_CALLS,
                    8,
                    number -> ApiOperation.all().get(number % 12).call(redemptions));
        }
        return allocator.join();
    }

    /**
     * How many calls of as many as there are permits, made at once, are at the server at once and are answered. Permits
     * that were lost stay lost; a machine that is too busy to connect them all in time gets another chance.
     */
    private int together(IntFunction<CompletionStage<?>> call) {
        AtomicInteger answered = new AtomicInteger();
        for (int i = 0; i < CHANCES && answered.get() < AT_ONCE; i++) {
            answered.set(0);
            server.plan(new RequestBarrier(AT_ONCE, issuer));
            ConcurrentCalls.run(
                    AT_ONCE,
                    AT_ONCE,
                    number -> call.apply(number)
                            .thenAccept(answer -> answered.addAndGet(answer instanceof Unknown ? 0 : 1)));
        }
        return answered.get();
    }

    @Test
    void call_noAnswer_holdsItsPermitUntilItsSendHasEnded() {
        assertThat(mostAtTheServer(port -> ResilientRedemptionPort.over(port, fewPermits())))
                .isBetween(1, MOST_FOR_PERMITS);
    }

    @Test
    void call_permitFreedAtTimeout_isCaught() {
        int most = mostAtTheServer(port -> new PermitFreedAtTimeout(port, PERMITS, BRIEFLY));

        figures.prove("deadlines: permit freed at timeout caught", most > MOST_FOR_PERMITS ? 1 : 0);
    }

    private static ResilienceOptions fewPermits() {
        return ResilienceOptions.builder()
                .totalDeadline(BRIEFLY)
                .minimumSendTime(Duration.ofMillis(1))
                .maxConcurrentReads(PERMITS)
                .build();
    }

    /** How many requests are at a server at once that never answers, if as many call as there are permits. */
    private int mostAtTheServer(UnaryOperator<RedemptionPort> bulkhead) {
        WaitingRequests crowd = new WaitingRequests();
        server.plan(crowd);
        try (Redemptions redemptions = stack(server.baseUri(), PERMITS)
                .transport(options -> options.sendTimeout(Duration.ofSeconds(5)))
                .openWith(bulkhead)) {
            ConcurrentCalls.run(
                    PERMITS * 10,
                    PERMITS,
                    number -> redemptions
                            .history(COUPON, HistoryQuery.ALL_FROM_ISSUER)
                            .exceptionally(late -> Optional.empty()));
        }
        return crowd.most();
    }
}
