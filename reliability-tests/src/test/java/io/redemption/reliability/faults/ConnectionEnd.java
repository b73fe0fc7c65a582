package io.redemption.reliability.faults;

/** What becomes of a connection after a fault. */
public enum ConnectionEnd {
    /** It serves the next request. */
    KEPT,
    /** It is closed in order. */
    CLOSED,
    /** It is reset. */
    RESET,
    /** Nothing is read or written any more, as if the machine had been switched off. */
    SILENT
}
