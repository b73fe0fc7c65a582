package io.redemption.reliability.threads;

import com.sun.management.ThreadMXBean;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.RedeemableId;
import io.redemption.reliability.Fixtures;
import java.lang.management.ManagementFactory;

/**
 * What it costs to list all redemptions of a redeemable.
 *
 * @param issuer who lists them
 * @param redeemable whose they are
 * @param size how many there are
 */
record Listing(InMemoryRedemptionPort issuer, RedeemableId redeemable, int size) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Time of the processor, and memory that was allocated. */
    record Cost(long nanos, long bytes) {
        Cost least(Cost other) {
            return new Cost(Math.min(nanos, other.nanos), Math.min(bytes, other.bytes));
        }
    }

    /** Lists all of them once. */
    Cost cost() {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        int listed = Fixtures.history(issuer, redeemable).redemptions().size();
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        if (listed != size) {
            throw new AssertionError("listed: " + listed + " (expected: " + size + ")");
        }
        return new Cost(nanos, bytes);
    }
}
