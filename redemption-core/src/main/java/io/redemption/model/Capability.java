package io.redemption.model;

import io.redemption.port.RedemptionPort;

/**
 * What an issuer declares that it can do. What it does not declare fails with {@link FailureCode#NOT_SUPPORTED}, or is
 * absent.
 */
public enum Capability {
    /** The same attempt again gets the same answer, and other content under its id is refused as reused. */
    IDEMPOTENT_ATTEMPTS,
    /** {@link RedemptionPort#redeemAll} redeems all or nothing. */
    ATOMIC_BASKET,
    /** A refusal tells its reasons, with the codes of {@link ViolationCode}. */
    EXPLAINED_REFUSALS,
    /** Transaction ids are kept and listed exactly as sent, for every kind. */
    KEEPS_TRANSACTION_IDS,
    /** A history is {@linkplain Completeness#PROVEN proven} complete unless a limit cut it. */
    PROVEN_HISTORY,
    /** Histories are read in pages: limits and cursors are honoured. */
    PAGED_HISTORY,
    /** A history tells the issuer's clock. */
    ISSUER_TIME
}
