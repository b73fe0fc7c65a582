package io.redemption.examples;

import io.redemption.Redemptions;
import io.redemption.model.CallOptions;
import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import java.time.Duration;
import java.util.Optional;

/** Calls that differ from the others. */
final class SingleCalls {
    private SingleCalls() {}

    /** What was answered. */
    record Answers(RedemptionOutcome outcome, Optional<RedeemableState> card) {}

    static Answers call(Redemptions shop, RedemptionAttempt attempt, RedeemableId cardId) {
        // example begins
        var atCheckout = CallOptions.NONE.deadline(Duration.ofSeconds(2)).waitsForRoom(Duration.ofMillis(500));
        var outcome = shop.with(atCheckout).blocking().redeem(attempt);
        var card = shop.with(CallOptions.NONE.readsFromIssuer()).blocking().lookup(cardId, Freshness.CACHED_OK);
        // example ends
        return new Answers(outcome, card);
    }
}
