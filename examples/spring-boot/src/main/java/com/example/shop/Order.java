package com.example.shop;

import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.Ticket;

/**
 * An order as it is stored.
 *
 * @param attempt the gift card's redemption, stored before any money moves
 * @param ticket the evidence while the outcome is unknown, otherwise null
 * @param redemption what a refund takes back; null unless the order is paid
 */
public record Order(String id, State state, RedemptionAttempt attempt, Ticket ticket, RedemptionId redemption) {
    /** What the shopper sees is PAID, CANCELLED, REFUNDED, and for all others: "We are checking your payment." */
    public enum State {
        /** Nothing is known: the money may have moved before a crash. */
        PREPARED,
        /** The redemption's answer was lost. The card payment stays authorised. */
        CHECKING,
        PAID,
        CANCELLED,
        REFUNDING,
        REFUNDED,
        /** A person has to look. */
        SUPPORT
    }

    static Order prepared(String id, RedemptionAttempt attempt) {
        return new Order(id, State.PREPARED, attempt, null, null);
    }

    Order in(State next) {
        return new Order(id, next, attempt, null, redemption);
    }

    Order checking(Ticket evidence) {
        return new Order(id, State.CHECKING, attempt, evidence, null);
    }

    Order paid(RedemptionId redeemed) {
        return new Order(id, State.PAID, attempt, null, redeemed);
    }
}
