package io.redemption;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.model.CallOptions;
import io.redemption.model.Doubt;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Unknown;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Deadlines depend on no pool that others can fill, and calls complete where the platform says. */
class TimersAndExecutorsTest {
    private static final Duration PORT_TIMEOUT = Duration.ofMillis(200);

    private final Shop shop = new Shop(new ProgrammedPort());

    /** With three or more processors the JDK's timers run on the common pool, which belongs to everybody. */
    @Test
    void redeem_commonPoolIsFull_endsInTime() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        int threads = Math.max(4, ForkJoinPool.getCommonPoolParallelism() * 4);
        for (int i = 0; i < threads; i++) {
            ForkJoinPool.commonPool().execute(() -> awaitQuietly(release));
        }
        try {
            shop.port.onRedeem = attempt -> new CompletableFuture<>();
            Redemptions redemptions = shop.builder()
                    .time(TimeSource.system())
                    .portTimeout(PORT_TIMEOUT)
                    .build();
            AtomicReference<String> thread = new AtomicReference<>();
            long begun = System.nanoTime();

            RedemptionOutcome outcome = redemptions
                    .redeem(Samples.aRequest().build())
                    .whenComplete(
                            (value, thrown) -> thread.set(Thread.currentThread().getName()))
                    .toCompletableFuture()
                    .get(10, SECONDS);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Unknown.class,
                            unknown -> assertThat(unknown.ticket().doubt()).isEqualTo(Doubt.BROKEN_ADAPTER));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThat(thread.get()).startsWith("redemption-worker-");
        } finally {
            release.countDown();
        }
    }

    /** A continuation that blocks holds a thread of the pool, not the timer: another call's deadline still comes. */
    @Test
    void redeem_anotherCallsContinuationBlocks_endsInTime() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try {
            shop.port.onRedeem = attempt -> new CompletableFuture<>();
            Redemptions redemptions = shop.builder()
                    .time(TimeSource.system())
                    .portTimeout(PORT_TIMEOUT)
                    .build();
            for (int i = 0; i < 8; i++) {
                redemptions.redeem(Samples.aRequest().build()).thenAccept(outcome -> awaitQuietly(release));
            }

            assertThat(redemptions
                            .redeem(Samples.aRequest().build())
                            .toCompletableFuture()
                            .get(10, SECONDS))
                    .isInstanceOf(Unknown.class);
        } finally {
            release.countDown();
        }
    }

    @Test
    void schedule_taskBlocks_othersRunInTime() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Thread> other = new CompletableFuture<>();
        try {
            TimeSource.system().schedule(Duration.ZERO, () -> awaitQuietly(release));
            TimeSource.system().schedule(Duration.ofMillis(20), () -> other.complete(Thread.currentThread()));

            assertThat(other.get(10, SECONDS).isDaemon()).isTrue();
        } finally {
            release.countDown();
        }
    }

    /** The issuer has redeemed: whoever waits must hear it, whatever the platform's timer does. */
    @Test
    void redeem_timerCannotBeCancelled_endsAsTheIssuerDid() {
        CompletableFuture<RedemptionOutcome> issuer = new CompletableFuture<>();
        shop.port.onRedeem = attempt -> issuer;
        Redemptions redemptions =
                shop.builder().time(new UncancellableTimer(shop.time)).build();
        var attempt = redemptions.prepare(Samples.aRequest().build());
        var other = redemptions.prepare(Samples.aRequest().build());

        var outcome = redemptions.redeem(attempt).toCompletableFuture();
        var limited = redemptions
                .with(CallOptions.NONE.deadline(Duration.ofSeconds(2)))
                .redeem(other)
                .toCompletableFuture();
        shop.port.onRedeem = sent -> new CompletableFuture<>();
        issuer.complete(Samples.redeemed(attempt));

        assertThat(outcome).isCompletedWithValueMatching(Redeemed.class::isInstance);
        assertThat(limited).isCompletedWithValueMatching(Unknown.class::isInstance, "answered for another attempt");
    }

    @Test
    void close_timerCannotBeCancelled_endsTheWatchOverDoubts() {
        shop.port.onRedeem = attempt -> CompletableFuture.failedStage(new IllegalStateException("lost"));
        AtomicBoolean closed = new AtomicBoolean();
        Redemptions redemptions = shop.builder()
                .resolveInBackground(true)
                .time(new UncancellableTimer(shop.time))
                .ownedResource(() -> closed.set(true))
                .build();
        assertThat(Shop.now(redemptions.redeem(Samples.aRequest().build()))).isInstanceOf(Unknown.class);
        int reads = shop.port.read.size();

        redemptions.close();
        shop.time.advance(Duration.ofHours(1));

        assertThat(closed).as("what comes after the watch is closed").isTrue();
        assertThat(shop.port.read).hasSize(reads);
    }

    /** A clock whose timers cannot be cancelled. */
    private record UncancellableTimer(TimeSource time) implements TimeSource {
        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            Scheduled unused = time.schedule(delay, task);
            return () -> {
                throw new IllegalStateException("shut down");
            };
        }
    }

    @Test
    void completeOn_anExecutor_completesEveryCallThere() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "merchant-1"));
        try {
            shop.port.onRedeem = attempt -> CompletableFuture.completedStage(Samples.redeemed(attempt));
            CountDownLatch busy = new CountDownLatch(1);
            executor.execute(() -> awaitQuietly(busy));
            Redemptions redemptions = shop.builder().completeOn(executor).build();
            List<CompletableFuture<String>> completions = new ArrayList<>();

            completions.add(thread(redemptions.redeem(Samples.aRequest().build())));
            completions.add(thread(redemptions.find(Samples.CARD, io.redemption.model.RedemptionId.of("r"))));
            completions.add(thread(redemptions.resolve(aTicket())));
            boolean early = completions.stream().anyMatch(CompletableFuture::isDone);
            busy.countDown();

            assertThat(early)
                    .as("nothing completes before the executor gets to it")
                    .isFalse();
            for (CompletableFuture<String> on : completions) {
                assertThat(on.get(10, SECONDS)).isEqualTo("merchant-1");
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** One merchant's executor is stuck; another's calls are not. */
    @Test
    void completeOn_oneExecutorIsStuck_othersComplete() {
        shop.port.onRedeem = attempt -> CompletableFuture.completedStage(Samples.redeemed(attempt));
        Redemptions stuck = shop.builder().completeOn(task -> {}).build();
        Redemptions well = shop.builder().completeOn(Runnable::run).build();

        CompletableFuture<RedemptionOutcome> never =
                stuck.redeem(Samples.aRequest().build()).toCompletableFuture();

        assertThat(Shop.now(well.redeem(Samples.aRequest().build()))).isInstanceOf(Redeemed.class);
        assertThat(never).isNotDone();
    }

    @Test
    void completeOn_executorRejects_completesAllTheSameAndIsReported() {
        shop.port.onRedeem = attempt -> CompletableFuture.completedStage(Samples.redeemed(attempt));
        Redemptions redemptions = shop.builder()
                .completeOn(task -> {
                    throw new RejectedExecutionException("shut down");
                })
                .build();

        assertThat(Shop.now(redemptions.redeem(Samples.aRequest().build()))).isInstanceOf(Redeemed.class);
        assertThat(shop.log.of(ComponentFailed.class))
                .containsExactly(new ComponentFailed(Component.EXECUTOR, RejectedExecutionException.class.getName()));
    }

    @Test
    void completeOn_cancelled_endsTheRead() {
        CompletableFuture<java.util.Optional<io.redemption.model.Redemption>> read = new CompletableFuture<>();
        shop.port.onFind = (on, id) -> read;
        Redemptions redemptions = shop.builder().completeOn(Runnable::run).build();

        redemptions
                .find(Samples.CARD, io.redemption.model.RedemptionId.of("r"))
                .toCompletableFuture()
                .cancel(false);

        assertThat(read).isCancelled();
    }

    private static CompletableFuture<String> thread(java.util.concurrent.CompletionStage<?> stage) {
        return stage.handle((value, thrown) -> Thread.currentThread().getName()).toCompletableFuture();
    }

    private io.redemption.model.Ticket aTicket() {
        return io.redemption.model.Ticket.of(
                shop.anAttempt(),
                Doubt.NO_ANSWER,
                io.redemption.model.Likelihood.POSSIBLE,
                1,
                shop.time.now(),
                shop.time.now());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
