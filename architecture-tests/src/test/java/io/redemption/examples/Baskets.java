package io.redemption.examples;

import io.redemption.Redemptions;
import io.redemption.model.RedemptionRequest;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.port.RedemptionPort;
import java.util.List;

/** A coupon and a gift card on one order, all or nothing. */
final class Baskets {
    private Baskets() {}

    static String run(
            RedemptionPort port,
            AttemptJournal attempts,
            BasketJournal baskets,
            RedemptionRequest coupon,
            RedemptionRequest card) {
        // example begins
        var shop = Redemptions.builder(port)
                .journal(attempts)
                .basketJournal(baskets) // both should survive restarts
                .build();
        shop.recoverBaskets(); // after each start: undoes what an ended process left

        var basket = List.of(shop.prepare(coupon), shop.prepare(card));
        var outcome = shop.blocking().redeemAll(basket);
        String told = outcome.fold(
                all -> "paid with " + all.redeemed().size() + " items",
                none -> "refused because of " + none.refusals().keySet(), // nothing stays redeemed
                unknown -> "ask again, in doubt are " + unknown.tickets()); // those that may still be redeemed
        // example ends
        return told;
    }
}
