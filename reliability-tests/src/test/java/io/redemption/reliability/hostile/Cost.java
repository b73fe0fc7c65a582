package io.redemption.reliability.hostile;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the running thread has spent: bytes and processor time, which unlike the time on the wall do not depend on who
 * else is at work on the machine. Immutable.
 *
 * @param bytes allocated
 * @param cpuNanos computed
 */
record Cost(long bytes, long cpuNanos) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What a piece of work costs. */
    static Cost of(Runnable work) {
        long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        long cpu = THREADS.getCurrentThreadCpuTime();
        work.run();
        return new Cost(
                THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes,
                THREADS.getCurrentThreadCpuTime() - cpu);
    }
}
