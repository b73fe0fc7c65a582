package io.redemption.reliability.doubts;

import io.redemption.Redemptions;
import io.redemption.events.RedemptionListener;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.reliability.faults.ConcurrentCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Many customers, who redeem and never ask again. Knows from the events when their attempts are settled. Events come on
 * any thread; otherwise to be used by one.
 */
final class Customers implements RedemptionListener {
    private static final int CALLS_AT_ONCE = 48;
    private static final int DOUBTS_AT_ONCE = 6_000;
    private static final int PATIENCE_SECONDS = 120;
    private static final long PAUSE_NANOS = 20_000_000;

    private final List<RedemptionAttempt> attempts = new ArrayList<>();
    private final Map<AttemptId, AtomicInteger> looksInVain = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(DOUBTS_AT_ONCE);
    private final AtomicInteger doubts = new AtomicInteger();

    /** Redeems so many times, on the redeemables in turn. Nobody keeps a ticket. */
    void redeem(Redemptions shop, List<RedeemableId> redeemables, int times) {
        ConcurrentCalls.run(times, CALLS_AT_ONCE, number -> {
            RedeemableId id = redeemables.get(number % redeemables.size());
            RedemptionAttempt attempt = shop.prepare(RedemptionRequest.builder(id)
                    .user("user-" + number % 50)
                    .value("1.00")
                    .build());
            attempts.add(attempt);
            looksInVain.put(attempt.id(), new AtomicInteger());
            take(1);
            return shop.redeem(attempt).handle((outcome, thrown) -> {
                boolean isUnknown =
                        outcome != null && outcome.fold(redeemed -> false, refused -> false, unknown -> true);
                doubts.addAndGet(isUnknown ? 1 : 0);
                return isUnknown || settled(attempt.id());
            });
        });
    }

    /** Waits until everything is settled. */
    void awaitSettled() {
        take(DOUBTS_AT_ONCE);
        room.release(DOUBTS_AT_ONCE);
    }

    private void take(int permits) {
        try {
            if (!room.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "waited " + PATIENCE_SECONDS + " s for doubts to be settled; open: " + looksInVain.size());
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for doubts to be settled", e);
        }
    }

    @Override
    public void resolved(Resolved event) {
        AttemptId attempt = event.call().attempt();
        if (attempt == null) {
            return;
        }
        switch (event.verdict()) {
            case CONFIRMED, ABSENT -> settled(attempt);
            case DUPLICATE, STILL_UNKNOWN -> {
                AtomicInteger looks = looksInVain.get(attempt);
                if (looks != null) {
                    looks.incrementAndGet();
                }
            }
        }
    }

    private boolean settled(AttemptId attempt) {
        boolean isFirst = looksInVain.remove(attempt) != null;
        room.release(isFirst ? 1 : 0);
        return isFirst;
    }

    /** Waits until every attempt that is not settled was looked for so many times. */
    void awaitLookedFor(int times) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (looksInVain.values().stream().anyMatch(looks -> looks.get() < times)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + PATIENCE_SECONDS + " s for " + times + " polls of each doubt");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** How many redeems ended unknown. */
    int doubts() {
        return doubts.get();
    }

    List<RedemptionAttempt> attempts() {
        return attempts;
    }
}
