package io.redemption;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock and timer that a test moves by hand; tasks run on the thread that moves it. */
public final class ManualTime implements TimeSource {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Task> tasks = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private Duration wallAhead = Duration.ZERO;

    private int scheduled;

    private record Task(int number, Duration due, Runnable work) {}

    @Override
    public synchronized Instant now() {
        return START.plus(passed).plus(wallAhead);
    }

    @Override
    public synchronized long nanoTime() {
        return passed.toNanos();
    }

    @Override
    public synchronized Scheduled schedule(Duration delay, Runnable work) {
        Task task = new Task(scheduled++, passed.plus(delay), work);
        tasks.add(task);
        return () -> forget(task.number());
    }

    private synchronized void forget(int number) {
        tasks.removeIf(task -> task.number() == number);
    }

    /** Sets the time of day, forward or back, as an operator or a time service does: no time passes. */
    public synchronized void stepWallClock(Duration by) {
        wallAhead = wallAhead.plus(by);
    }

    public synchronized int waiting() {
        return tasks.size();
    }

    public void advance(Duration by) {
        for (Task task : due(by)) {
            task.work().run();
        }
    }

    private synchronized List<Task> due(Duration by) {
        passed = passed.plus(by);
        List<Task> due =
                tasks.stream().filter(task -> task.due().compareTo(passed) <= 0).toList();
        tasks.removeAll(due);
        return due;
    }
}
