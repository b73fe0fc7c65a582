package io.redemption.cli;

import io.redemption.BlockingRedemptions;
import io.redemption.events.RedemptionListener;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Waits for doubts that are settled in the background. Thread-safe. */
final class DemoSettlements implements RedemptionListener {
    private static final int PATIENCE_SECONDS = 30;

    private final Map<Object, CompletableFuture<Resolved>> settled = new ConcurrentHashMap<>();

    @Override
    public void resolved(Resolved event) {
        if (event.call().attempt() != null && event.verdict() != Verdict.STILL_UNKNOWN) {
            of(event.call().attempt()).complete(event);
        }
    }

    private CompletableFuture<Resolved> of(Object attempt) {
        return settled.computeIfAbsent(attempt, unseen -> new CompletableFuture<>());
    }

    /** Waits until an attempt is settled. Returns how, in words. */
    String await(RedemptionAttempt attempt, BlockingRedemptions shop) {
        try {
            Resolved event = of(attempt.id()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return event.verdict() == Verdict.CONFIRMED
                    ? "confirmed" + value(attempt, event, shop)
                    : String.valueOf(event.verdict());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (Exception tooLong) {
            return "not settled in " + PATIENCE_SECONDS + " s";
        }
    }

    private static String value(RedemptionAttempt attempt, Resolved event, BlockingRedemptions shop) {
        return shop.find(attempt.redeemable(), event.redemptions().get(0))
                .map(Redemption::value)
                .map(value -> " " + value)
                .orElse(", but nothing is there");
    }
}
