package io.redemption.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.port.TimeSource;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReadSequenceTest {
    /** Whoever waits must hear that it was cancelled, whatever the platform's timer does. */
    @Test
    void cancel_timerCannotBeCancelled_endsTheSequence() {
        UncancellableTime time = new UncancellableTime(ManualTime.at(CacheFixtures.NOON));
        ReadSequence<Integer> sequence = new ReadSequence<>(time);
        sequence.later(Duration.ofSeconds(1), () -> {});

        sequence.cancel();

        assertThat(sequence.end().toCompletableFuture()).isCompletedExceptionally();
    }

    private record UncancellableTime(ManualTime time) implements TimeSource {
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
}
