package io.redemption.reliability.basket;

/** The production code, one of the four tempting shortcuts, or a lying world, made by what lies around that code. */
enum Variant {
    CORRECT,
    /** A step's intent is written when its request is answered. */
    INTENT_AFTER_SEND,
    /** Who finds a basket sees acknowledged steps alone, and reverses no others. */
    REVERSES_DONE_ONLY,
    /** The caller is told before the commit is durable. */
    SUCCESS_BEFORE_COMMIT,
    /** Who finds a basket sends what is not listed. */
    RECOVERY_SENDS,
    /** Requests are executed later than the longest delay that is configured. */
    TRUSTS_LISTS_TOO_SOON,
    /** The list shows a stranger's redemption under our transaction id: the judge must see that it is lost. */
    STRANGER_LOOKS_LIKE_OURS
}
