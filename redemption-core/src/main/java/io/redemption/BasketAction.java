package io.redemption;

import io.redemption.model.BasketRecord;

/** What to do next for a basket. Immutable. */
sealed interface BasketAction {
    /** Append a record. What it permits may be done once it is durable. */
    record Append(BasketRecord record) implements BasketAction {}

    /** Begin the step, whose attempt the executor knows: append its intent. */
    record Begin(int step) implements BasketAction {}

    /** Send the step, whose intent is durable. */
    record Send(int step) implements BasketAction {}

    /** Read whether the step is redeemed. */
    record Look(int step) implements BasketAction {}

    /** Reverse the step's redemption. */
    record Reverse(int step) implements BasketAction {}

    /** Wait for the next round: each step that may still be redeemed had its turn. */
    record Wait() implements BasketAction {}

    /** Nothing is left that this process could do. */
    record Stop() implements BasketAction {}
}
