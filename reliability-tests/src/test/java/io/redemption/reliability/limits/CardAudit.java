package io.redemption.reliability.limits;

import io.redemption.inmemory.LedgerEntry;
import io.redemption.model.RedemptionId;
import io.redemption.reliability.Fixtures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges what was read from a gift card by its ledger. The ledger only grows, so whatever was read while it grew from
 * one length to another has to be true after one of the lengths between. Immutable.
 *
 * @param issued what the card was issued with, in ten-thousandths
 * @param entries the ledger as it was after the read
 */
record CardAudit(long issued, List<LedgerEntry> entries) {
    /**
     * Whether there was a moment, not before the ledger had {@code from} entries, at which so many redemptions were
     * active and came to so much together.
     */
    boolean explains(int from, long active, long spent) {
        long activeNow = 0;
        long spentNow = 0;
        for (int length = 0; length <= entries.size(); length++) {
            if (length > 0) {
                LedgerEntry entry = entries.get(length - 1);
                int sign = entry.type() == LedgerEntry.Type.REDEMPTION ? 1 : -1;
                activeNow += sign;
                spentNow += sign * Fixtures.value(entry.redemption());
            }
            if (length >= from && activeNow == active && spentNow == spent) {
                return true;
            }
        }
        return false;
    }

    /**
     * The lowest balance after any entry.
     *
     * @throws AssertionError if an entry takes back what was not active, or redeems under an id that was used
     */
    long lowestBalance() {
        Map<RedemptionId, LedgerEntry.Type> last = new HashMap<>();
        long balance = issued;
        long lowest = issued;
        for (LedgerEntry entry : entries) {
            LedgerEntry.Type before = last.put(entry.redemption().id(), entry.type());
            boolean isRedemption = entry.type() == LedgerEntry.Type.REDEMPTION;
            if (isRedemption ? before != null : before != LedgerEntry.Type.REDEMPTION) {
                throw new AssertionError("entry " + entry.number() + ": " + entry.type() + " after " + before);
            }
            balance += isRedemption ? -Fixtures.value(entry.redemption()) : Fixtures.value(entry.redemption());
            lowest = Math.min(lowest, balance);
        }
        return lowest;
    }
}
