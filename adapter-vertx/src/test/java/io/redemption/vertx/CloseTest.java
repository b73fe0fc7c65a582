package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Unknown;
import io.redemption.port.TimeSource;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A port that is closed: what is under way ends truly, and nothing is left. */
class CloseTest extends Fixture {
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final CompletableFuture<NetSocket> asked = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private void holdAnswers() {
        server.script((socket, request, number) -> {
            socket.closeHandler(nothing -> closed.countDown());
            asked.complete(socket);
        });
    }

    @Test
    void closeAsync_writeUnderWay_waitsForItsTrueOutcomeThenClosesItsConnection() throws InterruptedException {
        holdAnswers();
        CompletionStage<RedemptionOutcome> stage = port.redeem(attempt(COUPON));
        assertThat(asked).succeedsWithin(MAX_WAIT);

        CompletableFuture<Void> ended = port.closeAsync().toCompletableFuture();
        assertThat(ended).isNotDone();
        assertThat(failureCode(port.redeem(attempt(COUPON)))).isEqualTo(FailureCode.CLOSED);
        asked.join().write(RawServer.response(200, redemption(COUPON)));

        assertThat(ended).succeedsWithin(MAX_WAIT);
        assertThat(stage.toCompletableFuture()).isCompletedWithValueMatching(Redeemed.class::isInstance);
        assertThat(closed.await(10, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isTrue();
    }

    @Test
    void closeAsync_timerCannotBeCancelled_closesTheConnections() throws InterruptedException {
        TimersByHand timers = new TimersByHand();
        timers.areStuck = true;
        use(options().time(timers));
        server.script((socket, request, number) -> {
            socket.closeHandler(nothing -> closed.countDown());
            socket.write(RawServer.response(200, redemption(COUPON)));
        });
        assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);

        assertThat(port.closeAsync().toCompletableFuture()).succeedsWithin(MAX_WAIT);
        assertThat(closed.await(3, TimeUnit.SECONDS))
                .as("closed before it is idle for too long")
                .isTrue();
    }

    @Test
    void close_writeUnderWay_waitsForItsTrueOutcome() {
        holdAnswers();
        CompletionStage<RedemptionOutcome> stage = port.redeem(attempt(COUPON));
        assertThat(asked).succeedsWithin(MAX_WAIT);

        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> {
            port.close();
            return stage.toCompletableFuture().isDone();
        });
        awaitClosing();
        assertThat(ended).isNotDone();
        asked.join().write(RawServer.response(200, redemption(COUPON)));

        assertThat(ended).succeedsWithin(MAX_WAIT).isEqualTo(true);
    }

    /** Waits until the port refuses calls. */
    private void awaitClosing() {
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        while (!isClosed()) {
            assertThat(System.nanoTime() - end).isNegative();
        }
    }

    private boolean isClosed() {
        CompletionStage<?> read = port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER);
        boolean refused = read.toCompletableFuture().isCompletedExceptionally();
        read.toCompletableFuture().cancel(true);
        return refused;
    }

    @Test
    void close_onAnEventLoopOrInterrupted_doesNotWait() {
        holdAnswers();
        CompletionStage<RedemptionOutcome> stage = port.redeem(attempt(COUPON));
        assertThat(asked).succeedsWithin(MAX_WAIT);

        CompletableFuture<Void> onLoop = new CompletableFuture<>();
        vertx.runOnContext(nothing -> {
            port.close();
            onLoop.complete(null);
        });
        assertThat(onLoop).succeedsWithin(MAX_WAIT);
        Thread.currentThread().interrupt();
        port.close();

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(stage.toCompletableFuture()).isNotDone();
    }

    @Test
    void closeAsync_queuedWrite_isStillSent() {
        use(options().poolSize(1));
        holdAnswers();
        CompletionStage<RedemptionOutcome> first = port.redeem(attempt(COUPON));
        assertThat(asked).succeedsWithin(MAX_WAIT);
        CompletionStage<RedemptionOutcome> queued = port.redeem(attempt(VOUCHER));

        CompletionStage<Void> ended = port.closeAsync();
        server.answers(200, redemption(VOUCHER));
        asked.join().write(RawServer.response(200, redemption(COUPON)));

        assertThat(await(first)).isInstanceOf(Redeemed.class);
        assertThat(await(queued)).isInstanceOf(Redeemed.class);
        assertThat(ended.toCompletableFuture()).succeedsWithin(MAX_WAIT);
    }

    @Test
    void closeAsync_silentIssuer_endsWithTheSend() {
        use(options().sendTimeout(Duration.ofMillis(300)).connectTimeout(Duration.ofMillis(300)));
        holdAnswers();
        CompletionStage<RedemptionOutcome> stage = port.redeem(attempt(COUPON));
        assertThat(asked).succeedsWithin(MAX_WAIT);

        assertThat(port.closeAsync().toCompletableFuture()).succeedsWithin(MAX_WAIT);
        assertThat(stage.toCompletableFuture()).isCompleted();
    }

    @Test
    void closeAsync_repeatedOrCancelled_endsAllTheSame() {
        server.answers(200, redemption(COUPON));
        await(port.redeem(attempt(COUPON)));

        CompletionStage<Void> first = port.closeAsync();
        first.toCompletableFuture().cancel(true);
        port.close();

        assertThat(port.closeAsync().toCompletableFuture()).succeedsWithin(MAX_WAIT);
    }

    @Test
    void closeAsync_drained_leavesNoTimer() {
        TimersByHand time = new TimersByHand();
        use(options().time(time));
        server.answers(200, redemption(COUPON));
        await(port.redeem(attempt(COUPON)));

        assertThat(port.closeAsync().toCompletableFuture()).succeedsWithin(MAX_WAIT);

        assertThat(time.waiting).isEmpty();
    }

    @Test
    void closeAsync_sendThatNeverEnds_isCutOffWithItsConnection() {
        TimersByHand time = new TimersByHand();
        use(options().time(time));
        holdAnswers();
        CompletionStage<RedemptionOutcome> stage = port.redeem(attempt(COUPON));
        assertThat(asked).succeedsWithin(MAX_WAIT);
        Runnable deadlineThatIsLost = time.waiting.get(0);

        CompletionStage<Void> ended = port.closeAsync();
        time.waiting.stream()
                .filter(timer -> !timer.equals(deadlineThatIsLost))
                .toList()
                .forEach(Runnable::run);

        assertThat(ended.toCompletableFuture()).succeedsWithin(MAX_WAIT);
        assertThat(await(stage)).isInstanceOf(Unknown.class);
    }

    @Test
    void closeAsync_ofTheOnlyPort_leavesNoThread() throws InterruptedException {
        server.answers(200, redemption(COUPON));
        Set<Thread> before = threads();
        VertxRedemptionPort own = VertxRedemptionPort.create(options().build());
        await(own.redeem(attempt(COUPON)));
        Set<Thread> made = threads();
        made.removeAll(before);
        made.removeIf(thread -> !thread.getName().startsWith("vert.x"));

        assertThat(own.closeAsync().toCompletableFuture()).succeedsWithin(MAX_WAIT);

        assertThat(made).isNotEmpty().allMatch(Thread::isDaemon);
        for (Thread thread : made) {
            thread.join(MAX_WAIT.toMillis());
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void closeAsync_ofOneOfTwo_leavesTheOtherWhatTheyShare() throws InterruptedException {
        server.answers(200, redemption(COUPON));
        Set<Thread> before = threads();
        List<VertxRedemptionPort> ports = List.of(
                VertxRedemptionPort.create(options().build()),
                VertxRedemptionPort.create(options().build()));
        for (int i = 0; i < 3 * Runtime.getRuntime().availableProcessors(); i++) {
            await(ports.get(i % 2).redeem(attempt(COUPON)));
        }
        Set<Thread> made = threads();
        made.removeAll(before);
        made.removeIf(thread -> !thread.getName().startsWith("vert.x-eventloop"));

        assertThat(made.stream().map(Thread::getName)).doesNotHaveDuplicates();
        assertThat(ports.get(0).closeAsync().toCompletableFuture()).succeedsWithin(MAX_WAIT);
        assertThat(made).allMatch(Thread::isAlive);
        assertThat(await(ports.get(1).redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
        assertThat(failureCode(ports.get(0).redeem(attempt(COUPON)))).isEqualTo(FailureCode.CLOSED);
        assertThat(ports.get(1).closeAsync().toCompletableFuture()).succeedsWithin(MAX_WAIT);
        for (Thread thread : made) {
            thread.join(MAX_WAIT.toMillis());
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void isOnEventLoop_distinguishesEventLoopsFromOtherThreads() {
        assertThat(VertxRedemptionPort.isOnEventLoop()).isFalse();

        CompletableFuture<Boolean> onLoop = new CompletableFuture<>();
        vertx.runOnContext(nothing -> onLoop.complete(VertxRedemptionPort.isOnEventLoop()));

        assertThat(onLoop).succeedsWithin(MAX_WAIT).isEqualTo(true);
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** The system's clock, with timers that wait until a test runs them or they are called off. */
    private static final class TimersByHand implements TimeSource {
        private boolean areStuck;
        private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

        @Override
        public Instant now() {
            return TimeSource.system().now();
        }

        @Override
        public long nanoTime() {
            return TimeSource.system().nanoTime();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            waiting.add(task);
            return () -> {
                if (areStuck) {
                    throw new IllegalStateException("shut down");
                }
                waiting.remove(task);
            };
        }
    }
}
