package io.redemption.reliability.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.reliability.Figures;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One call to redeem is at most one POST that can be processed, wherever the connection breaks. */
@Tag("alone")
@ExtendWith(WatchedLoops.class)
@Timeout(600)
class OnePostTest {
    private static final String CALLS = "one post: redeem calls through the whole stack";
    private static final int AT_ONCE = 128;
    private static final int CONTROL_CALLS = 96;
    private static final int CONTROL_CALLS_AT_ONCE = 16;
    private static final long SEED = 20261125;
    private static final Duration SEND_TIMEOUT = Duration.ofMillis(400);

    private final Figures figures = Figures.ofThisRun();
    private final RecordingIssuer issuer = new RecordingIssuer();
    private final CutEverywhere cuts = new CutEverywhere(SEED);
    private final Vertx vertx = Vertx.vertx();
    private final RawServer server = new RawServer(vertx).plan(issuer);
    private final FaultProxy proxy = new FaultProxy(vertx, server.port());

    @AfterEach
    void stop() {
        Sockets.await(vertx.close());
    }

    private Stack stack(String baseUri) {
        // Half of the sends fail, and that is what it is about: the circuit breaker stays out of it.
        return Stack.to(baseUri).transport(options -> options.poolSize(AT_ONCE)).breakersOutOfTheWay();
    }

    /** Through the proxy, where waiting longer would only cost time. */
    private Stack hurried() {
        return stack(proxy.baseUri())
                .transport(options -> options.connectTimeout(SEND_TIMEOUT).sendTimeout(SEND_TIMEOUT));
    }

    @Test
    void redeem_cutAtEveryByte_isRecordedOnceAndToldAsItIs() {
        int calls = figures.target(CALLS);
        proxy.plan(cuts);
        RedeemRun run = new RedeemRun(issuer);

        try (Redemptions redemptions = hurried().open()) {
            run.run(redemptions, calls, AT_ONCE);
        }
        List<String> lies = run.lies();
        List<String> tickets = run.doubtfulAndRecorded();
        int notFound;
        try (Redemptions elsewhere = stack(server.baseUri()).open()) {
            notFound = run.notFound(elsewhere, tickets, AT_ONCE);
        }

        assertThat(lies).as("outcomes against the issuer's records").isEmpty();
        figures.prove(CALLS, run.calls());
        figures.prove("one post: faults injected", proxy.faultCount());
        figures.prove("one post: least cuts at any byte of request and answer", cuts.leastTimesOfAnyOffset());
        figures.prove("one post: bytes to cut at", cuts.offsets());
        figures.prove("one post: redemptions recorded twice", issuer.recordedTwice());
        figures.prove("one post: creates seen twice on the way", proxy.tally().markersSeenTwice());
        figures.prove("one post: outcomes that the records contradict", lies.size());
        figures.prove("one post: doubts about what was recorded", tickets.size());
        figures.prove("one post: of these not found by their tickets", notFound);
    }

    @Test
    void redeem_retryAroundTimeLimit_isCaught() {
        Duration limit = Duration.ofMillis(100);
        proxy.always(Fault.latency(limit.multipliedBy(3)));
        RedeemRun run = new RedeemRun(issuer);

        try (Redemptions broken = hurried().openWith(port -> new RetryAroundTimeLimit(port, limit))) {
            run.run(broken, CONTROL_CALLS, CONTROL_CALLS_AT_ONCE);
        }

        figures.prove("one post: retry around time limit caught", issuer.recordedTwice() > 0 ? 1 : 0);
    }

    @Test
    void redeem_clientThatReplaysOnClose_isCaught() {
        proxy.plan(cuts);
        RedeemRun run = new RedeemRun(issuer);

        try (Redemptions broken = hurried().openWith(ReplayOnClose::new)) {
            run.run(broken, CONTROL_CALLS, CONTROL_CALLS_AT_ONCE);
        }

        figures.prove("one post: replay on close caught", issuer.recordedTwice() > 0 ? 1 : 0);
    }
}
