package io.redemption.spring;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.AttemptId;
import io.redemption.model.GiftCard;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;

/** A gift card that is issued and redeemed. */
final class Checkout {
    private Checkout() {}

    static AttemptId redeemOnce(Redemptions redemptions, InMemoryRedemptionPort issuer) {
        GiftCard card = GiftCard.builder("gift-1", "100.00").code("GIFT4U").build();
        issuer.issue(card).toCompletableFuture().join();
        RedemptionAttempt attempt = redemptions.prepare(
                RedemptionRequest.builder(card.id()).value("30.00").build());
        redemptions.blocking().redeem(attempt);
        return attempt.id();
    }
}
