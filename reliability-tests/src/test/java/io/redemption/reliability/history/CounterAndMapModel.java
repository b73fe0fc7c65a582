package io.redemption.reliability.history;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * The tempting mistake: each part is thread-safe, the whole is not. A counter keeps the limit exactly and a map the
 * redemptions, but between the two steps of a write others see a coupon that never was.
 */
public class CounterAndMapModel {
    private static final int LIMIT = 2;

    private final AtomicInteger uses = new AtomicInteger(1);
    private final AtomicLong numbers = new AtomicLong(1);
    private final Map<Long, String> active = new ConcurrentHashMap<>(Map.of(0L, "somebody"));

    /** {@return whether there was a use left} */
    @Operation
    public boolean redeem() {
        int before = uses.getAndUpdate(count -> count < LIMIT ? count + 1 : count);
        if (before == LIMIT) {
            return false;
        }
        active.put(numbers.getAndIncrement(), "another");
        return true;
    }

    /** {@return whether the first redemption was active until now} */
    @Operation
    public boolean reverse() {
        if (active.remove(0L) == null) {
            return false;
        }
        uses.decrementAndGet();
        return true;
    }

    /** {@return how many redemptions are active} */
    @Operation
    public int count() {
        return active.size();
    }
}
