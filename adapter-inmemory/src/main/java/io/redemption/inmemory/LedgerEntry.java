package io.redemption.inmemory;

import io.redemption.model.Redemption;
import java.time.Instant;

/**
 * One line of a redeemable's ledger, which only ever grows: a redemption, or the reversal of an earlier one. Holds what
 * the redemption holds. Immutable.
 *
 * @param number its place in the ledger, from 1 without gaps
 * @param type what was recorded
 * @param redemption what was redeemed, or taken back
 * @param at when it was recorded, by the issuer's clock, in whole seconds
 */
public record LedgerEntry(long number, Type type, Redemption redemption, Instant at) {
    /** What a line of the ledger records. */
    public enum Type {
        /** Something was redeemed. */
        REDEMPTION,
        /** A redemption was taken back. */
        REVERSAL
    }
}
