package io.redemption.reliability.faults;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Netty's leak detector at its strictest: while it is open, every buffer that is collected as garbage without having
 * been given back is reported.
 */
final class LeakWatch implements AutoCloseable {
    private static final String SENTINEL = "sentinel";
    private static final int MOST_COLLECTIONS = 200;

    private final ByteBufAllocator allocator;
    private final Level before = ResourceLeakDetector.getLevel();
    private final Queue<String> reports = new ConcurrentLinkedQueue<>();

    /** Begins to watch. */
    LeakWatch(ByteBufAllocator allocator) {
        this.allocator = allocator;
        ResourceLeakDetector.setLevel(Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> reports.add(type + records));
    }

    /**
     * What leaked so far. A buffer is leaked on purpose and waited for: when that one was collected and reported, so
     * was everything that had become garbage before it.
     *
     * @throws AssertionError if it is not reported, so that nothing else would be either
     */
    List<String> leaks() {
        leak();
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            allocator.directBuffer(16).release();
            if (reports.stream().anyMatch(report -> report.contains(SENTINEL))) {
                return reports.stream()
                        .filter(report -> !report.contains(SENTINEL))
                        .toList();
            }
        }
        throw new AssertionError("a leak on purpose was not reported by " + MOST_COLLECTIONS + " collections");
    }

    private void leak() {
        ByteBuf lost = allocator.directBuffer(16);
        lost.touch(SENTINEL);
    }

    @Override
    public void close() {
        ResourceLeakDetector.setLevel(before);
        ByteBufUtil.setLeakListener(null);
    }
}
