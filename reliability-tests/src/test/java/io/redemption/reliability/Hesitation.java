package io.redemption.reliability;

import io.redemption.model.Redeemable;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Usage;
import io.redemption.model.Violation;
import io.redemption.rules.StateRule;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A rule that finds nothing, but now and then lets other threads go first: between the issuer's look and its record,
 * where on few processors they would rarely meet by chance. Counts the judgements, so that a test can tell how many
 * were lost to somebody else. Thread-safe.
 */
public final class Hesitation implements StateRule {
    private final int every;
    private final AtomicLong judgements = new AtomicLong();

    /** Hesitates at one judgement of so many. */
    public Hesitation(int every) {
        this.every = every;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // Nothing relies on it: it only makes threads meet more often.
    public @Nullable Violation check(Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        if (judgements.incrementAndGet() % every == 0) {
            Thread.yield();
        }
        return null;
    }

    /** How often it was asked. */
    public long judgements() {
        return judgements.get();
    }
}
