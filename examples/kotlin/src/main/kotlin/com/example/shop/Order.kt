package com.example.shop

import io.redemption.model.RedemptionAttempt
import io.redemption.model.RedemptionId
import io.redemption.model.Ticket

/**
 * An order as it is stored.
 *
 * @property attempt the gift card's redemption, stored before any money moves
 * @property ticket the evidence while the outcome is unknown
 * @property redemption what a refund takes back, once the order is paid
 */
data class Order(
    val id: String,
    val state: State,
    val attempt: RedemptionAttempt,
    val ticket: Ticket? = null,
    val redemption: RedemptionId? = null,
) {
    /** What the shopper sees is PAID, CANCELLED, REFUNDED, and for all others: "We are checking your payment." */
    enum class State {
        /** Nothing is known: the money may have moved before a crash. */
        PREPARED,

        /** The redemption's answer was lost. The card payment stays authorised. */
        CHECKING,
        PAID,
        CANCELLED,
        REFUNDING,
        REFUNDED,

        /** A person has to look. */
        SUPPORT,
    }
}
