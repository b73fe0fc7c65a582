package io.redemption.events;

/** Reads and writes have pools and breakers of their own: failing writes must not block the reads that resolve them. */
public enum TrafficClass {
    /** Find, history, look-up, validate. */
    READS,
    /** Redeem and reverse. */
    WRITES
}
