package io.redemption.server;

import io.redemption.AttemptId;
import io.redemption.Redeemed;
import io.redemption.RedemptionOutcome;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Sees to it that one request with an idempotency key is told that it was the first, and those that came while it was under
 * way that they are told its answer again: money moved once. Thread-safe.
 */
final class FirstAnswers {
    private final Set<AttemptId> underWay = ConcurrentHashMap.newKeySet();

    CompletionStage<RedemptionOutcome> of(AttemptId id, Supplier<CompletionStage<RedemptionOutcome>> redeem) {
        if (!underWay.add(id)) {
            return redeem.get().thenApply(FirstAnswers::again);
        }
        return redeem.get().whenComplete((outcome, thrown) -> underWay.remove(id));
    }

    private static RedemptionOutcome again(RedemptionOutcome outcome) {
        return outcome instanceof Redeemed redeemed ? new Redeemed(redeemed.redemption(), true) : outcome;
    }
}
