package io.redemption.testing;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A clock and timer that stand still until a test moves them. Thread-safe.
 *
 * <p>{@link #advance} runs the tasks that fall due, in the order of their times and, at the same time, in the order in
 * which they were scheduled. Each runs on the thread that advances, at its own time, without a lock, and may schedule
 * further tasks: those due within the same advance run in it too. A task scheduled without delay waits for the next
 * advance, which may be one of zero. If a task throws, {@code advance} throws the same, the time stands where that task
 * was due, and the later tasks wait.
 *
 * <p>The time of day and {@link #nanoTime} move together when time advances. {@link #set} moves only the time of day,
 * as when a clock is corrected: it runs no task and does not change when tasks are due.
 */
public final class ManualTime implements TimeSource {
    private static final Comparator<Task> BY_DUE =
            Comparator.comparingLong((Task task) -> task.due).thenComparingLong(task -> task.number);

    private final Object lock = new Object();
    private final Queue<Task> tasks = new PriorityQueue<>(BY_DUE);
    private Instant now;
    private long nanos;
    private long scheduled;

    private ManualTime(Instant now) {
        this.now = now;
    }

    /** A scheduled task. */
    private static final class Task {
        private final long due;
        private final long number;
        private final Runnable work;

        private Task(long due, long number, Runnable work) {
            this.due = due;
            this.number = number;
            this.work = work;
        }
    }

    /**
     * Makes a time that stands still.
     *
     * @param start the initial time of day
     * @return the time
     */
    public static ManualTime at(Instant start) {
        return new ManualTime(start);
    }

    @Override
    public Instant now() {
        synchronized (lock) {
            return now;
        }
    }

    /** {@return how many nanoseconds this time has advanced since it was made} */
    @Override
    public long nanoTime() {
        synchronized (lock) {
            return nanos;
        }
    }

    /**
     * Runs a task once, later, on the thread that advances this time far enough.
     *
     * @param delay how long to wait, not negative
     * @param task what to run
     * @return a handle to cancel it
     * @throws IllegalArgumentException if the delay is negative
     */
    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        checkNotNegative("delay", delay);
        synchronized (lock) {
            Task waiting = new Task(Math.addExact(nanos, delay.toNanos()), scheduled++, task);
            tasks.add(waiting);
            return () -> {
                synchronized (lock) {
                    tasks.remove(waiting);
                }
            };
        }
    }

    /**
     * Advances the time and runs the tasks that fall due.
     *
     * @param duration how much, not negative
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        checkNotNegative("duration", duration);
        long end;
        synchronized (lock) {
            end = Math.addExact(nanos, duration.toNanos());
        }
        for (Task due = nextDue(end); due != null; due = nextDue(end)) {
            due.work.run();
        }
        synchronized (lock) {
            moveTo(end);
        }
    }

    private @Nullable Task nextDue(long end) {
        synchronized (lock) {
            Task next = tasks.peek();
            if (next == null || next.due > end) {
                return null;
            }
            moveTo(next.due);
            return tasks.poll();
        }
    }

    private void moveTo(long target) {
        long passed = target - nanos;
        if (passed > 0) {
            now = now.plusNanos(passed);
            nanos = target;
        }
    }

    /**
     * Corrects the time of day, forwards or backwards. Runs no task; {@link #nanoTime} does not change.
     *
     * @param timeOfDay the new time of day
     */
    public void set(Instant timeOfDay) {
        synchronized (lock) {
            now = timeOfDay;
        }
    }

    /** {@return how many tasks wait, without cancelled ones} */
    public int waiting() {
        synchronized (lock) {
            return tasks.size();
        }
    }

    private static void checkNotNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: not negative)");
        }
    }

    /** {@return the time of day and how many tasks wait} */
    @Override
    public String toString() {
        synchronized (lock) {
            return "ManualTime[" + now + ", " + tasks.size() + " waiting]";
        }
    }
}
