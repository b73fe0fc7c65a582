package io.redemption.reliability.basket;

/** The production code, or one of the four tempting shortcuts, made by what lies around it. */
enum Variant {
    CORRECT,
    /** A step's intent is written when its request is answered. */
    INTENT_AFTER_SEND,
    /** Who finds a basket sees acknowledged steps alone, and reverses no others. */
    REVERSES_DONE_ONLY,
    /** The caller is told before the commit is durable. */
    SUCCESS_BEFORE_COMMIT,
    /** Who finds a basket sends what is not listed. */
    RECOVERY_SENDS
}
