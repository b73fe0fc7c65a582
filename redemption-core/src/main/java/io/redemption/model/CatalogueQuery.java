package io.redemption.model;

import io.redemption.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the issued redeemables is wanted. Immutable.
 *
 * @param kind which kind
 * @param cursor where to go on, from {@link CataloguePage#nextCursor}, or {@code null} for the oldest
 * @param limit the most redeemables wanted, at least 1
 */
public record CatalogueQuery(RedeemableKind kind, @Nullable String cursor, int limit) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if the kind is missing
     * @throws IllegalArgumentException if the limit is not positive
     */
    public CatalogueQuery {
        Checks.required("kind", kind);
        if (limit < 1) {
            throw Checks.unexpected("limit", limit, "1 or more");
        }
    }
}
