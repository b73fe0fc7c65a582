package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The result of resolving an unknown outcome: whether the redemption of the ticket is active now. For a redemption in
 * doubt, <i>confirmed</i> means that it happened; for a reversal in doubt, that it did not. Immutable.
 */
public sealed interface Resolution {
    /**
     * Applies the function for the case that this resolution is.
     *
     * @param onConfirmed the redemption is active
     * @param onAbsent there is no such redemption
     * @param onDuplicate there is more than one
     * @param onStillUnknown it is not known yet
     * @param <T> the type of the answer
     * @return the answer of the function that applies
     */
    default <T> T fold(
            Function<Confirmed, T> onConfirmed,
            Function<Absent, T> onAbsent,
            Function<Duplicate, T> onDuplicate,
            Function<StillUnknown, T> onStillUnknown) {
        if (this instanceof Confirmed confirmed) {
            return onConfirmed.apply(confirmed);
        }
        if (this instanceof Absent absent) {
            return onAbsent.apply(absent);
        }
        if (this instanceof Duplicate duplicate) {
            return onDuplicate.apply(duplicate);
        }
        return onStillUnknown.apply((StillUnknown) this);
    }

    /**
     * The redemption is active: a redemption was found with our marker that matches the request, or the redemption to
     * be reversed is still active. For a redemption in doubt this needs no assumption.
     *
     * @param redemption the recorded redemption
     */
    record Confirmed(Redemption redemption) implements Resolution {
        /**
         * Checks the components.
         *
         * @throws NullPointerException if a component is missing
         */
        public Confirmed {
            Checks.required("redemption", redemption);
        }
    }

    /**
     * No such redemption is active: it did not happen or was reversed since. For a redemption in doubt this depends on
     * the two assumptions below.
     *
     * @param maxExecutionDelay the assumed longest time within which the issuer executes a request that was given up
     * @param maxReadLag the assumed longest time within which the issuer's list shows what it executed
     */
    record Absent(Duration maxExecutionDelay, Duration maxReadLag) implements Resolution {
        /**
         * Checks the components.
         *
         * @throws NullPointerException if a component is missing
         */
        public Absent {
            Checks.required("maxExecutionDelay", maxExecutionDelay);
            Checks.required("maxReadLag", maxReadLag);
        }
    }

    /**
     * Our marker was found more than once: the request was replayed. It is reported, never repaired silently.
     *
     * @param redemptions all of them, at least two, newest first
     */
    record Duplicate(List<Redemption> redemptions) implements Resolution {
        /** Copies the list. */
        public Duplicate {
            redemptions = Checks.copied("redemptions", redemptions);
        }
    }

    /**
     * It is not known yet. This is a result, not an error.
     *
     * @param ticket the ticket for the next try; store it instead of the earlier one
     * @param why the obstacle
     * @param found the redemptions that are the obstacle, for a person to check; empty for most obstacles
     */
    record StillUnknown(Ticket ticket, Obstacle why, List<RedemptionId> found) implements Resolution {
        /** Copies the list. */
        public StillUnknown {
            Checks.required("ticket", ticket);
            Checks.required("why", why);
            found = Checks.copied("found", found);
        }

        /** Creates a result without redemptions as the obstacle. */
        public StillUnknown(Ticket ticket, Obstacle why) {
            this(ticket, why, List.of());
        }
    }

    /** Why the outcome is still unknown. */
    enum Obstacle {
        /** Not found yet, and the request may still be executed: try again later. */
        TOO_EARLY,
        /** Not found, but the list is not proven to be complete. */
        LIST_NOT_COMPLETE,
        /** Not found, but this issuer's lists have not been seen to keep transaction ids. */
        MARKER_NOT_PROVEN,
        /**
         * The redemption with our transaction id is not ours: its value or user differs, or it belongs to another
         * attempt.
         */
        MARKER_TAKEN,
        /** Not found, but a listed redemption may be ours although it lacks our transaction id. */
        CANDIDATES_FOUND,
        /** The attempt has no transaction id of its own. */
        NO_MARKER,
        /** The issuer could not be read. */
        NOT_READABLE,
        /** The issuer knows no such redeemable. */
        REDEEMABLE_GONE,
        /** The attempt was redeemed more than once. Until one redemption alone is left, a person must say which. */
        DUPLICATE
    }
}
