package io.redemption.events;

/**
 * Whether a call reads or writes. Each has pools and breakers of its own: failing writes must not block the reads that
 * resolve them.
 */
public enum TrafficClass {
    /** Find, history, look-up, validate. */
    READS,
    /** Redeem and reverse. */
    WRITES
}
