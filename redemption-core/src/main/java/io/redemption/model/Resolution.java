package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What came of looking into an unknown outcome: whether the redemption that the ticket is about stands now. For a
 * redeem in doubt, <i>confirmed</i> means that it happened; for a reversal in doubt, that it did not. Immutable.
 */
public sealed interface Resolution {
    /**
     * Reads this resolution by its kind.
     *
     * @param onConfirmed the redemption stands
     * @param onAbsent there is no such redemption
     * @param onDuplicate there is more than one
     * @param onStillUnknown nobody can tell yet
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
     * The redemption stands: a redemption was found that carries our own marker and agrees with what was asked for, or
     * the redemption to be reversed is still active. Of a redeem it needs no assumption.
     *
     * @param redemption what is recorded
     */
    record Confirmed(Redemption redemption) implements Resolution {
        /**
         * Checks the components.
         *
         * @param redemption as the component says
         * @throws NullPointerException if a component is missing
         */
        public Confirmed {
            Checks.required("redemption", redemption);
        }
    }

    /**
     * No such redemption is active: the redeem did not happen (or was reversed since), or the reversal did. Of a redeem
     * it is exactly as good as its two assumptions.
     *
     * @param maxExecutionDelay how late the issuer may still execute a request that we gave up
     * @param maxReadLag how late the issuer's list may show what it executed
     */
    record Absent(Duration maxExecutionDelay, Duration maxReadLag) implements Resolution {
        /**
         * Checks the components.
         *
         * @param maxExecutionDelay as the component says
         * @param maxReadLag as the component says
         * @throws NullPointerException if a component is missing
         */
        public Absent {
            Checks.required("lateApply", maxExecutionDelay);
            Checks.required("max read lag", maxReadLag);
        }
    }

    /**
     * Our marker was found more than once: somebody replayed the request. Reported, never repaired in silence.
     *
     * @param redemptions all of them, at least two, newest first
     */
    record Duplicate(List<Redemption> redemptions) implements Resolution {
        /**
         * Copies the list.
         *
         * @param redemptions as the component says
         */
        public Duplicate {
            redemptions = Checks.copied("redemptions", redemptions);
        }
    }

    /**
     * Nobody can tell yet. A result, not an error.
     *
     * @param ticket what to ask again with; store it instead of the earlier one
     * @param why what stands in the way
     * @param found the redemptions that stand in the way, for a person who looks; empty for most obstacles
     */
    record StillUnknown(Ticket ticket, Obstacle why, List<RedemptionId> found) implements Resolution {
        /**
         * Copies the list.
         *
         * @param ticket as the component says
         * @param why as the component says
         * @param found as the component says
         */
        public StillUnknown {
            Checks.required("ticket", ticket);
            Checks.required("why", why);
            found = Checks.copied("found", found);
        }

        /**
         * Still unknown, and no redemption is the reason.
         *
         * @param ticket as the component says
         * @param why as the component says
         */
        public StillUnknown(Ticket ticket, Obstacle why) {
            this(ticket, why, List.of());
        }
    }

    /** What stands in the way of knowing. */
    enum Obstacle {
        /** Not found so far, and the request may still be executed: ask again later. */
        TOO_EARLY,
        /** Not found, but the list is not proven to be complete. */
        LIST_NOT_COMPLETE,
        /** Not found, but this issuer's lists have not been seen to keep transaction ids. */
        MARKER_NOT_PROVEN,
        /**
         * What carries our transaction id is somebody else's: its value or user differs, or it is another attempt's.
         */
        MARKER_TAKEN,
        /** Not found, but something is listed that may be ours though it lacks our transaction id. */
        CANDIDATES_FOUND,
        /** The attempt carried no transaction id of its own. */
        NO_MARKER,
        /** The issuer could not be read. */
        NOT_READABLE,
        /** The issuer says that there is no such redeemable. */
        REDEEMABLE_GONE
    }
}
