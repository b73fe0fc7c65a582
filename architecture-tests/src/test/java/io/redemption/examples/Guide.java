package io.redemption.examples;

import io.redemption.Redemptions;
import io.redemption.cache.CacheOptions;
import io.redemption.cache.CachingRedemptionPort;
import io.redemption.model.AttemptId;
import io.redemption.model.Capability;
import io.redemption.model.Code;
import io.redemption.model.Freshness;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Violation;
import io.redemption.port.AttemptJournal;
import io.redemption.port.RedemptionPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The concepts of the guide, one after another. */
final class Guide {
    private Guide() {}

    static Optional<RedeemableId> found(Redemptions shop, String typed) {
        // example begins: code
        var found = shop.blocking().lookup(Code.of(typed)); // empty: there is no such code
        var id = found.map(RedeemableState::redeemable).map(Redeemable::id);
        // example ends
        return id;
    }

    static String told(RedemptionOutcome outcome) {
        // example begins: outcome
        String answer = outcome.fold(
                redeemed -> "paid with " + redeemed.redemption().id(),
                refused -> refused.violations().stream()
                        .map(Violation::forShopper) // may be the issuer's own words: escape them
                        .findFirst()
                        .orElseThrow(),
                unknown -> "We are checking your card.");
        // example ends
        return answer;
    }

    static RedemptionAttempt attempt(Redemptions shop, RedeemableId card, String order) {
        // example begins: attempt
        var request =
                RedemptionRequest.builder(card).user("user-123").value("30.00").build();
        var attempt = shop.prepare(request, AttemptId.of(order + "/1")); // one id for one use of one redeemable
        String row = attempt.encode(); // text, to be stored with the order before anything is sent
        var same = RedemptionAttempt.decode(row);
        // example ends
        return same;
    }

    static String resolved(Redemptions shop, String stored) {
        // example begins: doubt
        var now = shop.blocking().resolve(Ticket.decode(stored)); // reads, and never sends
        String answer = now.fold(
                confirmed -> "it happened: " + confirmed.redemption().id(),
                absent -> "it did not happen, and may be sent again",
                duplicate ->
                        "it happened more than once: " + duplicate.redemptions().size() + " redemptions",
                still -> "not known yet: " + still.why());
        // example ends
        return answer;
    }

    static Redemptions journalled(RedemptionPort port, AttemptJournal journal) {
        // example begins: journal
        var shop = Redemptions.builder(port)
                .journal(journal) // AttemptJournal.inMemory(), or one in a database
                .build();
        // example ends
        return shop;
    }

    static Optional<RedeemableState> read(RedemptionPort port, RedeemableId card) {
        // example begins: cache
        var cached = CachingRedemptionPort.over(port, CacheOptions.builder().build());
        var shop = Redemptions.over(cached, AttemptJournal.inMemory());
        var shown = shop.blocking().lookup(card, Freshness.CACHED_OK); // for a page
        var exact = shop.blocking().lookup(card, Freshness.FROM_ISSUER); // for support
        // example ends
        shop.close();
        cached.close();
        return shown.equals(exact) ? exact : Optional.empty();
    }

    static List<String> abilities(Redemptions shop) {
        List<String> told = new ArrayList<>();
        // example begins: capabilities
        var issuer = shop.capabilities();
        if (issuer.has(Capability.EXPLAINED_REFUSALS)) {
            told.add("a refusal says why");
        }
        if (shop.recognisesAttempts()) {
            told.add("an attempt that is repeated is never sent as a new one");
        }
        // example ends
        return told;
    }

    static String refunded(Redemptions shop, RedemptionAttempt attempt) {
        // example begins: reversal
        var redeemed = shop.blocking().redeem(attempt);
        String told = redeemed.fold(
                r -> shop.blocking()
                        .reverse(Reversal.of(r.redemption()))
                        .fold(
                                reversed -> "given back",
                                nothing -> "nothing to give back",
                                refused -> "refused because of " + refused.violations(),
                                unknown -> "ask again with " + unknown.ticket().encode()),
                refused -> "nothing to give back",
                unknown -> "resolve it first");
        // example ends
        return told;
    }

    static String closed(RedemptionPort port, RedemptionRequest request) {
        // example begins: closing
        try (var shop = Redemptions.over(port, AttemptJournal.inMemory())) {
            return shop.blocking().redeem(request).fold(r -> "paid", v -> "refused", u -> "in doubt");
        }
        // example ends
    }
}
