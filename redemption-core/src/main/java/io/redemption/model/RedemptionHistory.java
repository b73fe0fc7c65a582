package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The active redemptions of a redeemable, newest first; reversed ones are not shown. Immutable.
 *
 * @param redemptions those that match the query, newest first
 * @param reportedCount how many active redemptions the issuer reports, independent of the query, or {@code null}
 * @param nextCursor where to go on, or {@code null} if there is no next page
 * @param completeness whether this is all that was asked for
 * @param issuerTime the issuer's clock when it answered, or {@code null} if it is not known
 */
public record RedemptionHistory(
        List<Redemption> redemptions,
        @Nullable Long reportedCount,
        @Nullable String nextCursor,
        Completeness completeness,
        @Nullable Instant issuerTime) {
    /**
     * Copies the list.
     *
     * @throws NullPointerException if the list, an item of it or the completeness is missing
     */
    public RedemptionHistory {
        redemptions = Checks.copied("redemptions", redemptions);
        Checks.required("completeness", completeness);
    }
}
