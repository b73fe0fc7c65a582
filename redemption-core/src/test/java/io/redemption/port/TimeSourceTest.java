package io.redemption.port;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The machine's timer. */
class TimeSourceTest {
    private final TimeSource time = TimeSource.system();

    @Test
    void schedule_due_runsOnAnotherThreadAfterItsDelay() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        Duration delay = Duration.ofMillis(20);
        long before = time.nanoTime();

        time.schedule(delay, () -> ran.complete(Thread.currentThread()));

        assertThat(ran.get(10, SECONDS)).isNotSameAs(Thread.currentThread());
        assertThat(time.nanoTime() - before).isGreaterThanOrEqualTo(delay.toNanos());
    }

    /**
     * A later timer shows that the earlier one's time has passed; both wait in the same queue, in the order of their
     * time.
     */
    @Test
    void schedule_cancelled_neverRuns() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        CompletableFuture<String> later = new CompletableFuture<>();
        TimeSource.Scheduled first = time.schedule(Duration.ofMillis(100), () -> ran.set(true));

        first.cancel();
        first.cancel();
        time.schedule(Duration.ofMillis(200), () -> later.complete("due"));

        assertThat(later.get(10, SECONDS)).isEqualTo("due");
        assertThat(ran).isFalse();
    }
}
