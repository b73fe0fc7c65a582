package io.redemption.reliability.doubts;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/** The time of a simulated world: an event after the other, each at its moment, on one thread. Not thread-safe. */
final class VirtualTime {
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::dueNanos).thenComparingLong(Event::number));
    private final Set<Long> cancelled = new HashSet<>();
    private long nanos;
    private long scheduled;

    private record Event(long dueNanos, long number, Runnable task) {}

    /** Returns the nanoseconds since the world began. */
    long nanos() {
        return nanos;
    }

    /** Runs a task later; the answer cancels it. */
    Runnable schedule(Duration delay, Runnable task) {
        Event event = new Event(nanos + Math.max(0, delay.toNanos()), scheduled++, task);
        events.add(event);
        return () -> cancelled.add(event.number());
    }

    /** Lets time pass, with all that happens meanwhile. */
    void pass(Duration by) {
        long until = nanos + by.toNanos();
        for (Event next = events.peek(); next != null && next.dueNanos() <= until; next = events.peek()) {
            events.poll();
            if (!cancelled.remove(next.number())) {
                nanos = next.dueNanos();
                next.task().run();
            }
        }
        nanos = until;
    }
}
