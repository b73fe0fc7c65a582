package io.redemption.testing;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.port.TimeSource.Scheduled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
    private final ManualTime time = TestingFixtures.noon();
    private final List<String> done = new ArrayList<>();

    private void note(String what) {
        done.add(what + "@" + time.nanoTime() / 1_000_000_000);
    }

    @Test
    void advance_dueTasks_runInOrderEachAtItsTime() {
        time.schedule(ofSeconds(3), () -> note("late"));
        time.schedule(ofSeconds(1), () -> note("early"));
        time.schedule(ofSeconds(1), () -> note("early too"));
        time.schedule(ofSeconds(11), () -> note("too late"));

        time.advance(ofSeconds(10));

        assertThat(done).containsExactly("early@1", "early too@1", "late@3");
        assertThat(time.now()).isEqualTo(TestingFixtures.NOON.plusSeconds(10));
        assertThat(time.waiting()).isEqualTo(1);
    }

    @Test
    void advance_taskThatSchedules_runsWhatFallsDueToo() {
        time.schedule(ofSeconds(1), () -> time.schedule(ofSeconds(1), () -> note("next")));

        time.advance(ofSeconds(2));

        assertThat(done).containsExactly("next@2");
    }

    @Test
    void schedule_withoutDelay_waitsForTheNextAdvance() {
        time.schedule(ZERO, () -> note("now"));
        assertThat(done).isEmpty();

        time.advance(ZERO);

        assertThat(done).containsExactly("now@0");
    }

    @Test
    void cancel_waitingTask_neverRuns() {
        Scheduled task = time.schedule(ofSeconds(1), () -> note("never"));

        task.cancel();
        task.cancel();
        time.advance(ofSeconds(1));

        assertThat(done).isEmpty();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void advance_taskThrows_stopsThereAndKeepsTheRest() {
        IllegalStateException exception = new IllegalStateException("broken");
        time.schedule(ofSeconds(1), () -> {
            throw exception;
        });
        time.schedule(ofSeconds(2), () -> note("rest"));

        assertThatThrownBy(() -> time.advance(ofSeconds(5))).isSameAs(exception);
        assertThat(time.now()).isEqualTo(TestingFixtures.NOON.plusSeconds(1));
        time.advance(ofSeconds(1));

        assertThat(done).containsExactly("rest@2");
    }

    @Test
    void set_timeOfDay_leavesTasksAndNanoTimeAlone() {
        time.schedule(ofSeconds(1), () -> note("due"));

        time.set(TestingFixtures.NOON.minusSeconds(3_600));

        assertThat(time.now()).isEqualTo(TestingFixtures.NOON.minusSeconds(3_600));
        assertThat(time.nanoTime()).isZero();
        assertThat(done).isEmpty();
        time.advance(ofSeconds(1));
        assertThat(done).containsExactly("due@1");
    }

    @Test
    void negativeDurations_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> time.advance(ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> time.schedule(ofSeconds(-1), () -> note("never")));
    }
}
