package io.redemption.examples;

import io.redemption.Redemptions;
import io.redemption.events.RedemptionListener;
import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.Decision.Outcome;
import io.redemption.model.DecisionResult;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Ticket;
import io.redemption.model.Violation;
import io.redemption.port.AttemptJournal;
import io.redemption.port.RedemptionPort;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a platform does with an outcome that is unknown. */
final class Doubts {
    private Doubts() {}

    /** The platform's orders; each answers the order's new state. */
    interface Orders {
        String paid(RedemptionAttempt attempt);

        String reopen(RedemptionAttempt attempt, List<Violation> violations);

        String pending(RedemptionAttempt attempt, String ticket);
    }

    /** The support's tickets. */
    interface Tickets {
        void open(@Nullable AttemptId attempt, Obstacle obstacle);

        void open(List<RedemptionId> redemptions);
    }

    /** The platform's stored order. */
    record OrderRow(String ticket) {}

    static void pay(Redemptions shop, RedemptionAttempt attempt, Orders orders) {
        // example begins: pay
        shop.redeem(attempt)
                .thenAccept(outcome -> outcome.fold(
                        redeemed -> orders.paid(attempt),
                        refused -> orders.reopen(attempt, refused.violations()),
                        unknown -> orders.pending(attempt, unknown.ticket().encode()))); // "We are checking your card."
        // example ends
    }

    static CompletionStage<Resolution> askAgain(Redemptions shop, RedemptionAttempt attempt, OrderRow row) {
        // example begins: ask-again
        shop.redeem(attempt); // redeemed (replayed) once the background has found it
        var now = shop.resolve(Ticket.decode(row.ticket())); // confirmed, absent, duplicate or still unknown
        // example ends
        return now;
    }

    static CompletionStage<DecisionResult> decided(Redemptions shop, RedemptionAttempt attempt) {
        // example begins: decide
        var word = new Decision(Outcome.REDEEMED, "Ada", "the vendor's console shows it", Instant.now());
        var recorded = shop.decide(attempt.id(), word);
        // example ends
        return recorded;
    }

    static Redemptions supported(RedemptionPort port, AttemptJournal journal, Tickets tickets) {
        // example begins: support
        var shop = Redemptions.builder(port)
                .journal(journal)
                .listener(new RedemptionListener() {
                    @Override
                    public void handedOver(HandedOver event) {
                        tickets.open(event.call().attempt(), event.obstacle()); // look into the issuer's console
                    }

                    @Override
                    public void resolved(Resolved event) {
                        if (event.verdict() == Verdict.DUPLICATE) {
                            tickets.open(event.redemptions()); // redeemed twice: give one back with reverse(...)
                        }
                    }
                })
                .build();
        // example ends
        return shop;
    }

    @SuppressWarnings("try") // the block says what happens while it is open
    static void restart(RedemptionPort port, AttemptJournal survivingJournal) {
        // example begins: restart
        try (Redemptions shop =
                Redemptions.builder(port).journal(survivingJournal).build()) {
            // what the last process left in doubt is being settled from here on
        }
        // example ends
    }
}
