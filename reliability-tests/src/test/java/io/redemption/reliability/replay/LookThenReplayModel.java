package io.redemption.reliability.replay;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** A broken replay: it looks whether the attempt was answered, and redeems and remembers afterwards. */
@Param(name = "number", gen = IntGen.class, conf = "0:1")
public class LookThenReplayModel {
    private final Map<Integer, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger redeemed = new AtomicInteger();

    /**
     * Makes an attempt.
     *
     * @param number which
     * @return how it ended
     */
    @Operation
    public String redeem(@Param(name = "number") int number) {
        if (answers.containsKey(number)) {
            return "again";
        }
        redeemed.incrementAndGet();
        answers.put(number, "redeemed");
        return "redeemed";
    }

    /** {@return how many redemptions are on record} */
    @Operation
    public int recorded() {
        return redeemed.get();
    }
}
