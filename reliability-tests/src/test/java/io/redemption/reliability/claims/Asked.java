package io.redemption.reliability.claims;

/** What a client is asked to do. */
enum Asked {
    REDEEM,
    REVERSE,
    /** Resolve the ticket of a redeem that got no answer. */
    RESOLVE_REDEEM,
    /** Resolve the ticket of a reversal that got no answer. */
    RESOLVE_REVERSE,
    FIND,
    HISTORY;

    boolean resolves() {
        return this == RESOLVE_REDEEM || this == RESOLVE_REVERSE;
    }
}
