package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.TrafficClass;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedemptionOutcome;
import io.redemption.vertx.TransportListener.PoolChanged;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The pool events: waiting sends, sends with a connection, and zero of both at the end. */
class PoolEventsTest extends Fixture {
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final List<PoolChanged> told = new CopyOnWriteArrayList<>();
    private final TransportListener listener = new TransportListener() {
        @Override
        public void poolChanged(PoolChanged event) {
            told.add(event);
            throw new IllegalStateException("a listener's own trouble");
        }
    };

    @BeforeEach
    void listen() {
        use(options().listener(listener));
    }

    @Test
    void redeem_oneSend_waitsThenUsesThenLeaves() {
        server.answers(200, redemption(COUPON));

        await(port.redeem(attempt(COUPON)));
        await(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER));

        assertThat(told)
                .containsExactly(
                        new PoolChanged(TrafficClass.WRITES, 0, 1),
                        new PoolChanged(TrafficClass.WRITES, 1, 0),
                        new PoolChanged(TrafficClass.WRITES, 0, 0),
                        new PoolChanged(TrafficClass.READS, 0, 1),
                        new PoolChanged(TrafficClass.READS, 1, 0),
                        new PoolChanged(TrafficClass.READS, 0, 0));
    }

    @Test
    void redeem_queuedBehindAnother_waitsMeanwhile() {
        use(options().poolSize(1).listener(listener));
        CompletableFuture<NetSocket> asked = new CompletableFuture<>();
        server.script((socket, request, number) -> asked.complete(socket));
        CompletionStage<RedemptionOutcome> first = port.redeem(attempt(COUPON));
        assertThat(asked).succeedsWithin(MAX_WAIT);

        CompletionStage<RedemptionOutcome> queued = port.redeem(attempt(VOUCHER));
        PoolChanged both = told.get(told.size() - 1);
        queued.toCompletableFuture().cancel(true);
        failureCode(queued);
        PoolChanged one = told.get(told.size() - 1);
        asked.join().write(RawServer.response(200, redemption(COUPON)));
        await(first);

        assertThat(both).isEqualTo(new PoolChanged(TrafficClass.WRITES, 1, 1));
        assertThat(one).isEqualTo(new PoolChanged(TrafficClass.WRITES, 1, 0));
        assertThat(told.get(told.size() - 1)).isEqualTo(new PoolChanged(TrafficClass.WRITES, 0, 0));
    }

    static final List<String> ENDINGS = List.of(
            "",
            "SSH-2.0-nope\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(20),
            "HTTP/1.1 102 Processing\r\n\r\n",
            RawServer.response(200, "garbage"),
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut",
            RawServer.response(421, ""),
            RawServer.response(500, "{}"));

    @ParameterizedTest
    @FieldSource("ENDINGS")
    void send_howeverItEnds_leavesThePool(String raw) {
        server.script((socket, request, number) -> socket.write(raw).onComplete(written -> socket.close()));

        ending(port.redeem(attempt(COUPON)));
        ending(port.history(COUPON, HistoryQuery.ALL));

        assertThat(lastOf(TrafficClass.WRITES)).isEqualTo(new PoolChanged(TrafficClass.WRITES, 0, 0));
        assertThat(lastOf(TrafficClass.READS)).isEqualTo(new PoolChanged(TrafficClass.READS, 0, 0));
    }

    @Test
    void send_notConnected_leavesThePool() {
        int free = server.port();
        server.close();
        use(options("http://127.0.0.1:" + free).listener(listener));

        assertThat(failureCode(port.redeem(attempt(COUPON)))).isEqualTo(FailureCode.NOT_REACHABLE);

        assertThat(told)
                .containsExactly(
                        new PoolChanged(TrafficClass.WRITES, 0, 1), new PoolChanged(TrafficClass.WRITES, 0, 0));
    }

    @Test
    void send_atItsDeadline_leavesThePool() {
        use(options()
                .sendTimeout(Duration.ofMillis(100))
                .connectTimeout(Duration.ofMillis(100))
                .listener(listener));
        server.script((socket, request, number) -> {});

        ending(port.redeem(attempt(COUPON)));

        assertThat(lastOf(TrafficClass.WRITES)).isEqualTo(new PoolChanged(TrafficClass.WRITES, 0, 0));
    }

    @Test
    void send_withoutCredentials_neverWaits() {
        use(VertxRedemptionOptions.builder("http://127.0.0.1:" + server.port(), () -> {
                    throw new IllegalStateException("no vault");
                })
                .listener(listener));

        assertThat(failureCode(port.redeem(attempt(COUPON)))).isEqualTo(FailureCode.NOT_AUTHORISED);

        assertThat(told).isEmpty();
    }

    @Test
    void slot_whicheverWayTheStepsCome_isCountedOnce() {
        PoolTracker pool = new PoolTracker(TrafficClass.READS, listener);

        PoolTracker.PoolSlot cancelledBefore = pool.slot();
        cancelledBefore.leave();
        cancelledBefore.finish();
        assertThat(cancelledBefore.take()).isTrue();
        cancelledBefore.use();
        assertThat(told).isEmpty();

        PoolTracker.PoolSlot endedTwice = pool.slot();
        endedTwice.take();
        endedTwice.take();
        endedTwice.use();
        endedTwice.use();
        endedTwice.leave();
        endedTwice.leave();
        endedTwice.use();
        assertThat(told)
                .containsExactly(
                        new PoolChanged(TrafficClass.READS, 0, 1),
                        new PoolChanged(TrafficClass.READS, 1, 0),
                        new PoolChanged(TrafficClass.READS, 0, 0));
        pool.close();
        assertThat(pool.drained()).isNotDone();
        endedTwice.finish();
        assertThat(pool.drained()).isCompleted();
    }

    private PoolChanged lastOf(TrafficClass traffic) {
        List<PoolChanged> ofTraffic = new ArrayList<>(told);
        ofTraffic.removeIf(event -> event.traffic() != traffic);
        return ofTraffic.get(ofTraffic.size() - 1);
    }

    private static void ending(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture().handle((answer, thrown) -> true)).succeedsWithin(MAX_WAIT);
    }
}
