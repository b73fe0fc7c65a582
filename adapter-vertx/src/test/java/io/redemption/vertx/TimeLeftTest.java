package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Code;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Unknown;
import io.redemption.port.DeadlineAwarePort;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that are given less time than the port would take. */
class TimeLeftTest extends Fixture {
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final StoppedTime time = new StoppedTime();

    @BeforeEach
    void stopTime() {
        use(options().time(time));
    }

    @Test
    void within_lessThanTheSendTimeout_endsTheSendThen() {
        CompletableFuture<String> asked = new CompletableFuture<>();
        server.script((socket, request, number) -> asked.complete(request));

        CompletionStage<RedemptionOutcome> stage =
                port.withTimeLeft(Duration.ofMillis(1500)).redeem(attempt(COUPON));
        assertThat(asked).succeedsWithin(MAX_WAIT);
        time.timers.get(0).run();

        assertThat(time.delays).containsExactly(Duration.ofMillis(1500));
        assertThat(await(stage))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.ticket().doubt()).isEqualTo(Doubt.NO_ANSWER));
    }

    @Test
    void within_moreThanTheSendTimeout_hasNoEffect() {
        server.answers(200, redemption(COUPON));

        assertThat(await(port.withTimeLeft(Duration.ofDays(1_000_000)).redeem(attempt(COUPON))))
                .isInstanceOf(Redeemed.class);

        assertThat(time.delays).containsExactly(Duration.ofSeconds(20));
    }

    @Test
    void within_timeRunsFromThenOn_notFromTheCall() {
        server.answers(200, redemption(COUPON));
        DeadlineAwarePort limited = port.withTimeLeft(Duration.ofSeconds(3));

        time.advance(Duration.ofSeconds(1));
        await(limited.redeem(attempt(COUPON)));

        assertThat(time.delays).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void within_twoSends_shareTheTime() {
        server.script((socket, request, number) -> {
            time.advance(Duration.ofSeconds(2));
            socket.write(RawServer.response(404, "{}"));
        });

        failureCode(port.withTimeLeft(Duration.ofSeconds(5)).lookup(Code.of("AMAZING")));

        assertThat(time.delays).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(3));
    }

    @Test
    void within_noTimeLeft_failsAndSendsNothing() {
        DeadlineAwarePort limited = port.withTimeLeft(Duration.ofSeconds(3));
        time.advance(Duration.ofSeconds(3));

        RedemptionException failure = failure(limited.redeem(attempt(COUPON)));

        assertThat(failure.code()).isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThat(failure).hasMessageContaining("nothing was sent");
        assertThat(failureCode(port.withTimeLeft(Duration.ZERO).find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))
                .isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThat(failureCode(port.withTimeLeft(Duration.ofNanos(-1)).find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))
                .isEqualTo(FailureCode.DEADLINE_EXCEEDED);
        assertThat(server.connections()).isZero();
    }

    @Test
    void within_reversalThatIsLookedAt_hasOneLimitOverBothSends() {
        server.script((socket, request, number) -> {
            time.advance(Duration.ofSeconds(2));
            socket.write(RawServer.response(number == 1 ? 200 : 404, ""));
        });

        await(port.withTimeLeft(Duration.ofSeconds(5)).reverse(reversal(COUPON)));

        assertThat(time.delays).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(3));
    }

    @Test
    void within_noTimeLeftForTheLook_isInDoubt() {
        server.script((socket, request, number) -> {
            time.advance(Duration.ofSeconds(5));
            socket.write(RawServer.response(200, ""));
        });

        assertThat(await(port.withTimeLeft(Duration.ofSeconds(5)).reverse(reversal(COUPON))))
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.ticket().doubt()).isEqualTo(Doubt.NOT_CONFIRMED));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void within_withinAnother_keepsTheEarlierEnd() {
        server.answers(200, redemption(COUPON));

        await(port.withTimeLeft(Duration.ofSeconds(2))
                .withTimeLeft(Duration.ofSeconds(9))
                .redeem(attempt(COUPON)));
        await(port.withTimeLeft(Duration.ofSeconds(9))
                .withTimeLeft(Duration.ofSeconds(2))
                .redeem(attempt(COUPON)));

        assertThat(time.delays).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @Test
    void within_manyCalls_shareConnectionsAndSettings() {
        server.answers(200, redemption(COUPON));
        List<DeadlineAwarePort> limited = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            limited.add(port.withTimeLeft(Duration.ofSeconds(3)));
            await(limited.get(i).redeem(attempt(COUPON)));
        }

        assertThat(server.connections()).isEqualTo(1);
        assertThat(limited)
                .allSatisfy(view -> assertThat(view.capabilities()).isSameAs(port.capabilities()))
                .allSatisfy(view -> assertThat(view).hasToString(port.toString()));
    }

    /** The system's time of day, a stopwatch that stands still, and timers that go off when the test says so. */
    private static final class StoppedTime implements TimeSource {
        private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
        private final List<Duration> delays = new CopyOnWriteArrayList<>();
        private final List<Runnable> timers = new CopyOnWriteArrayList<>();

        void advance(Duration by) {
            nanos.addAndGet(by.toNanos());
        }

        @Override
        public Instant now() {
            return TimeSource.system().now();
        }

        @Override
        public long nanoTime() {
            return nanos.get();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            delays.add(delay);
            timers.add(task);
            return () -> {};
        }
    }
}
