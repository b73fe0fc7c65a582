package io.redemption;

import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The watched doubts in the order of their next polls, and the timer of the first that the budget allows. Methods that
 * read the clock throw what it throws. Guarded by the lock of its {@link DoubtWatch}.
 */
final class PollQueue {
    private final TimeSource time;
    private final PollBudget budget;
    private final Runnable poll;
    private final PriorityQueue<WatchedDoubt> queue =
            new PriorityQueue<>(Comparator.comparingLong(doubt -> doubt.dueNanos));
    private TimeSource.@Nullable Scheduled timer;
    private long timerDueNanos;

    /**
     * Makes an empty queue.
     *
     * @param poll called without a lock when polls are due; calls {@link #takeDue}
     */
    PollQueue(TimeSource time, PollBudget budget, Runnable poll) {
        this.time = time;
        this.budget = budget;
        this.poll = poll;
    }

    void add(WatchedDoubt doubt, long nanosAfterBeginning) {
        doubt.dueNanos = doubt.sinceNanos + nanosAfterBeginning;
        queue.add(doubt);
        arm();
    }

    /** Sets the timer to when the next poll may begin. */
    void arm() {
        WatchedDoubt next = queue.peek();
        if (next == null || budget.isFull()) {
            return; // the end of a poll arms it again
        }
        long now = time.nanoTime();
        long nanos = Math.max(0, Math.max(next.dueNanos - now, budget.nanosUntilFree(now)));
        if (timer != null) {
            if (timerDueNanos - (now + nanos) <= 0) {
                return;
            }
            Timers.cancel(timer);
        }
        timerDueNanos = now + nanos;
        timer = time.schedule(Duration.ofNanos(nanos), poll);
    }

    /** Takes the doubts whose polls begin now; {@link #pollEnded} must follow for each. Then arm it again. */
    List<WatchedDoubt> takeDue() {
        timer = null;
        long now = time.nanoTime();
        List<WatchedDoubt> due = new ArrayList<>();
        WatchedDoubt next = queue.peek();
        while (next != null && next.dueNanos - now <= 0 && budget.begin(now)) {
            queue.remove(next);
            next.isPolled = true;
            due.add(next);
            next = queue.peek();
        }
        return due;
    }

    /** Makes room for another poll. Then arm it again. */
    void pollEnded(WatchedDoubt doubt) {
        doubt.isPolled = false;
        doubt.read = null;
        budget.ended();
    }

    void remove(WatchedDoubt doubt) {
        queue.remove(doubt);
    }

    void disarmIfEmpty() {
        if (queue.isEmpty()) {
            disarm();
        }
    }

    void clear() {
        queue.clear();
        disarm();
    }

    private void disarm() {
        Timers.cancel(timer);
        timer = null;
    }
}
