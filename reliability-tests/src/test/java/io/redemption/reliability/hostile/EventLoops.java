package io.redemption.reliability.hostile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often event loops have waited. The JVM counts each wait of a thread exactly: for a monitor's notification, for a
 * lock, a latch, a future, a sleep. An event loop that is idle waits in the selector, which is native and not counted, so
 * the right count is zero, and one blocking call anywhere in a callback is seen, however short. Thread-safe.
 */
final class EventLoops {
    /** How Vert.x names them. */
    private static final String NAME = "vert.x-eventloop-thread";

    private static final Map<Long, Long> WAITS = new ConcurrentHashMap<>();

    private EventLoops() {}

    /** Takes note of every event loop of this JVM; to be called before one ends. */
    static void watched() {
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, 0)) {
            if (thread.getThreadName().startsWith(NAME)) {
                WAITS.merge(thread.getThreadId(), thread.getWaitedCount(), Math::max);
            }
        }
    }

    /** How often the event loops of now have waited, together, counting those that were watched. */
    static long waitsNow() {
        watched();
        return waits();
    }

    /** How many event loops were watched so far. */
    static int count() {
        return WAITS.size();
    }

    /** How often they waited, together. */
    static long waits() {
        return WAITS.values().stream().mapToLong(Long::longValue).sum();
    }
}
