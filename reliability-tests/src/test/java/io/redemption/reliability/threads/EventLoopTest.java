package io.redemption.reliability.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.reliability.EventLoops;
import io.redemption.reliability.Figures;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs after all tests over sockets: on none of their event loops was anything waited for. */
@Tag("alone")
@Order(Integer.MAX_VALUE - 1)
@Timeout(60)
class EventLoopTest {
    private final Figures figures = Figures.ofThisRun();

    @Test
    void eventLoops_ofAllClientsSoFar_neverWaited() {
        assertThat(EventLoops.blocked().stream().distinct().limit(3)).isEmpty();
        figures.prove("event loops: watched", EventLoops.watched());
        figures.prove("event loops: waits", EventLoops.blocked().size());
    }

    @Test
    void eventLoop_whoseContinuationWaitsForAMillisecond_isCaught() {
        assertThat(waitsOf(() -> {})).isEmpty();

        List<Runnable> waiting = List.of(
                EventLoopTest::waitForALatch,
                () -> new CompletableFuture<>()
                        .completeOnTimeout(1, 1, TimeUnit.MILLISECONDS)
                        .join(),
                EventLoopTest::waitForAMonitor);
        long caught = waiting.stream().filter(wait -> !waitsOf(wait).isEmpty()).count();
        figures.prove("event loops: continuations that wait caught", caught);
    }

    private static void waitForALatch() {
        try {
            assertThat(new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // Nobody notifies; it is the wait itself that is wanted.
    private static void waitForAMonitor() {
        Object monitor = new Object();
        synchronized (monitor) {
            try {
                monitor.wait(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static List<String> waitsOf(Runnable continuation) {
        EventLoops watch = new EventLoops();
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<Void> ran = new CompletableFuture<>();
            vertx.runOnContext(nothing -> {
                continuation.run();
                ran.complete(null);
            });
            ran.orTimeout(10, TimeUnit.SECONDS).join();
            return watch.stop();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
