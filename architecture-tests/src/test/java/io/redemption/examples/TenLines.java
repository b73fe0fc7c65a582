package io.redemption.examples;

// example begins
import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Code;
import io.redemption.model.GiftCard;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.port.AttemptJournal;
// example ends

/** A gift card from its code to its outcome. */
final class TenLines {
    private TenLines() {}

    static String run() {
        // example begins
        var issuer = InMemoryRedemptionPort.create();
        issuer.issue(GiftCard.builder("gift-1", "100.00").code("GIFT4U").build());
        var shop = Redemptions.over(issuer, AttemptJournal.inMemory()); // live: VaucharRedemptions.connect(options)

        var card = shop.blocking().lookup(Code.of("GIFT4U")).orElseThrow().redeemable();
        var request = RedemptionRequest.builder(card.id()).value("30.00").build();
        var attempt = shop.prepare(request);
        String row = attempt.encode(); // optional: into the order, survives a crash of yours and ours
        var outcome = shop.blocking().redeem(RedemptionAttempt.decode(row));
        String told = outcome.fold(r -> "paid", v -> "refused", u -> "ask again with " + u.ticket());
        // example ends
        return told;
    }
}
