package io.redemption;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a history is wanted. Immutable.
 *
 * @param transactionId only redemptions of this transaction, or {@code null} for all
 * @param cursor where to go on, from {@link RedemptionHistory#nextCursor}, or {@code null} for the newest
 * @param limit the most redemptions wanted, at least 1, or {@code null} for as many as the issuer gives. An issuer without
 *     paging may give more
 * @param freshness how old the answer may be
 */
public record HistoryQuery(
        @Nullable TransactionId transactionId,
        @Nullable String cursor,
        @Nullable Integer limit,
        Freshness freshness) {
    /** Everything, as a cache may know it. */
    public static final HistoryQuery ALL = new HistoryQuery(null, null, null, Freshness.CACHED_OK);

    /** Everything, from the issuer itself. */
    public static final HistoryQuery ALL_FROM_ISSUER = new HistoryQuery(null, null, null, Freshness.FROM_ISSUER);

    /**
     * Checks the components.
     *
     * @param transactionId as the component says
     * @param cursor as the component says
     * @param limit as the component says
     * @param freshness as the component says
     * @throws IllegalArgumentException if the limit is not positive
     */
    public HistoryQuery {
        if (limit != null && limit < 1) {
            throw Checks.unexpected("limit", limit, "1 or more");
        }
    }

    /**
     * What was redeemed under a transaction, from the issuer itself.
     *
     * @param transactionId the transaction
     * @return the query
     */
    public static HistoryQuery ofTransaction(TransactionId transactionId) {
        return new HistoryQuery(transactionId, null, null, Freshness.FROM_ISSUER);
    }

    /**
     * The same query with a limit.
     *
     * @param limit the most redemptions wanted, at least 1
     * @return the query
     */
    public HistoryQuery limit(int limit) {
        return new HistoryQuery(transactionId, cursor, limit, freshness);
    }

    /**
     * The same query, to go on where an answer ended.
     *
     * @param cursor from {@link RedemptionHistory#nextCursor}
     * @return the query
     */
    public HistoryQuery after(String cursor) {
        return new HistoryQuery(transactionId, cursor, limit, freshness);
    }
}
