package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of issued redeemables. Immutable.
 *
 * @param items oldest first
 * @param nextCursor where to go on, or {@code null} if there is no next page
 */
public record CataloguePage(
        List<RedeemableState> items, @Nullable String nextCursor) {
    /**
     * Copies the list.
     *
     * @throws NullPointerException if the list or an item of it is missing
     */
    public CataloguePage {
        items = Checks.copied("items", items);
    }
}
