package io.redemption.reliability;

import com.sun.management.ThreadMXBean;
import io.redemption.RedeemableId;
import io.redemption.inmemory.InMemoryRedemptionPort;
import java.lang.management.ManagementFactory;

/**
 * What it costs to list all redemptions of a redeemable.
 *
 * @param issuer who lists them
 * @param redeemable whose they are
 * @param size how many there are
 */
record Listing(InMemoryRedemptionPort issuer, RedeemableId redeemable, int size) {
    private static final int TIMES = 60;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Time of the processor, and memory that was allocated. */
    record Cost(long nanos, long bytes) {
        private Cost least(Cost other) {
            return new Cost(Math.min(nanos, other.nanos), Math.min(bytes, other.bytes));
        }
    }

    /** The least of many times: what others on the machine, the compiler and the collector do can only add to it. */
    Cost leastCost() {
        Cost least = cost();
        for (int i = 1; i < TIMES; i++) {
            least = least.least(cost());
        }
        return least;
    }

    private Cost cost() {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        int listed = Given.history(issuer, redeemable).redemptions().size();
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        if (listed != size) {
            throw new AssertionError("listed: " + listed + " (expected: " + size + ")");
        }
        return new Cost(nanos, bytes);
    }
}
