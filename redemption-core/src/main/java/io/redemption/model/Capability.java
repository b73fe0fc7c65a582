package io.redemption.model;

import io.redemption.port.RedemptionPort;

/**
 * What an issuer declares that it can do. What it does not declare fails with {@link FailureCode#NOT_SUPPORTED} or is
 * absent.
 */
public enum Capability {
    /** A repeated attempt gets the same answer, and other content under its id is refused as reused. */
    IDEMPOTENT_ATTEMPTS,
    /** {@link RedemptionPort#redeemAll} redeems all or nothing. */
    ATOMIC_BASKET,
    /** A refusal holds its reasons, with the codes of {@link ViolationCode}. */
    EXPLAINED_REFUSALS,
    /** Transaction ids are kept and listed exactly as sent, for every kind. */
    KEEPS_TRANSACTION_IDS,
    /** A history is {@linkplain Completeness#PROVEN proven} complete unless a limit cuts it. */
    PROVEN_HISTORY,
    /** Histories are read in pages: limits and cursors are honoured. */
    PAGED_HISTORY,
    /** A history holds the issuer's time. */
    ISSUER_TIME
}
