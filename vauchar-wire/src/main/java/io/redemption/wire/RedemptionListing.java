package io.redemption.wire;

import io.redemption.model.Completeness;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a list of redemptions. Immutable.
 *
 * @param redemptions the wanted items, in the order of the list, which is newest first; at most as many as the reader
 *     keeps
 * @param reportedCount the list's {@code count}, or {@code null} if it has none that can be read; documented for lists
 *     of coupon redemptions only
 * @param seen how many items were in the list, wanted or not
 * @param wanted how many items were wanted, kept or not
 * @param unreadable how many items may be wanted and could not be read, or named another redeemable. Since they are not
 *     known, a list with one proves nothing about redemptions that it does not show
 */
public record RedemptionListing(
        List<Redemption> redemptions, @Nullable Long reportedCount, long seen, long wanted, long unreadable) {
    /** Copies the list. */
    public RedemptionListing {
        redemptions = List.copyOf(redemptions);
    }

    /**
     * Returns whether the list is complete.
     *
     * @return {@code CUT} if wanted items were not kept, an item could not be read or the list's own count is higher
     *     than the number of its items, {@code PROVEN} if the two are equal, otherwise {@code UNKNOWN}
     */
    public Completeness completeness() {
        if (wanted > redemptions.size() || unreadable > 0 || (reportedCount != null && reportedCount > seen)) {
            return Completeness.CUT;
        }
        return reportedCount != null && reportedCount == seen ? Completeness.PROVEN : Completeness.UNKNOWN;
    }

    /**
     * Converts it to the port's history, without a cursor, because the API has no pages.
     *
     * @param issuerTime the issuer's clock when it answered, or {@code null} if it is not known
     * @return the history
     */
    public RedemptionHistory toHistory(@Nullable Instant issuerTime) {
        return new RedemptionHistory(redemptions, reportedCount, null, completeness(), issuerTime);
    }
}
