package io.redemption.reliability.doubts;

import java.util.Locale;

/** How a world is made such that a guard of the resolver does not hold, to show that the simulation finds out. */
enum Weakness {
    /** All guards hold. */
    NONE,
    /** The resolver believes an empty list at once. */
    NO_HORIZON,
    /** The port says that each list is complete. */
    NO_COMPLETENESS,
    /** The port says that its lists keep transaction ids, which they do not. */
    NO_MARKER_EVIDENCE,
    /** The journal says that it survives a restart, and does not. */
    FORGETFUL_JOURNAL,
    /** The issuer executes and lists later than it may. Nothing that was confirmed is wrong even then. */
    BOUNDS_VIOLATED;

    /** Returns the name of the figure that says that it is found out. */
    String caught() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ') + " caught";
    }
}
