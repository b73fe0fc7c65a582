package io.redemption.inmemory;

import io.redemption.model.Redemption;
import java.time.Instant;

/**
 * One entry of a redeemable's ledger, to which entries are only added: a redemption, or the reversal of an earlier one.
 * Immutable.
 *
 * @param number its place in the ledger, from 1 without gaps
 * @param type what was recorded
 * @param redemption the redemption that was made or reversed
 * @param at when it was recorded, by the issuer's clock, in whole seconds
 */
public record LedgerEntry(long number, Type type, Redemption redemption, Instant at) {
    /** What an entry records. */
    public enum Type {
        /** A redemption was made. */
        REDEMPTION,
        /** A redemption was reversed. */
        REVERSAL
    }
}
