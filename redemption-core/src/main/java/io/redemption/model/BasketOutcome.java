package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The outcome of a basket, which is redeemed all or nothing. Immutable. */
public sealed interface BasketOutcome {
    /**
     * Applies the function for the case that this outcome is.
     *
     * @param onAll every item is redeemed
     * @param onNone nothing changed
     * @param onUnknown some items may be redeemed
     * @param <T> the type of the answer
     * @return the answer of the function that applies
     */
    default <T> T fold(
            Function<AllRedeemed, T> onAll, Function<NoneRedeemed, T> onNone, Function<BasketUnknown, T> onUnknown) {
        if (this instanceof AllRedeemed all) {
            return onAll.apply(all);
        }
        if (this instanceof NoneRedeemed none) {
            return onNone.apply(none);
        }
        return onUnknown.apply((BasketUnknown) this);
    }

    /**
     * Every item is redeemed.
     *
     * @param redeemed one for each attempt, in their order
     */
    record AllRedeemed(List<Redeemed> redeemed) implements BasketOutcome {
        /**
         * Copies the list.
         *
         * @throws NullPointerException if the list or an item of it is missing
         */
        public AllRedeemed {
            redeemed = Checks.copied("redeemed", redeemed);
        }
    }

    /**
     * This call changed nothing, because of these items. If the basket was redeemed before, items of it may be active.
     * Items that were reversed since are refused with {@link ViolationCode#ATTEMPT_REVERSED}.
     *
     * @param refusals the refused items by their position in the basket, at least one
     */
    record NoneRedeemed(Map<Integer, Refused> refusals) implements BasketOutcome {
        /**
         * Checks the components.
         *
         * @throws NullPointerException if the map, a key or a value of it is missing
         * @throws IllegalArgumentException if no item is refused
         */
        public NoneRedeemed {
            refusals = Checks.copied("refusals", refusals);
            if (refusals.isEmpty()) {
                throw Checks.unexpected("refusals", refusals, "one or more");
            }
        }
    }

    /**
     * Items may or may not be redeemed.
     *
     * @param tickets one for each item in doubt, at least one
     */
    record BasketUnknown(List<Ticket> tickets) implements BasketOutcome {
        /**
         * Checks the components.
         *
         * @throws NullPointerException if the list or an item of it is missing
         * @throws IllegalArgumentException if nothing is in doubt
         */
        public BasketUnknown {
            tickets = Checks.copied("tickets", tickets);
            if (tickets.isEmpty()) {
                throw Checks.unexpected("tickets", tickets, "one or more");
            }
        }
    }
}
