package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which part of a history is wanted. Immutable. */
public final class HistoryQuery {
    /** Everything; a cache may answer. */
    public static final HistoryQuery ALL = new HistoryQuery(null, null, null, Freshness.CACHED_OK, null);

    /** Everything, from the issuer itself. */
    public static final HistoryQuery ALL_FROM_ISSUER = new HistoryQuery(null, null, null, Freshness.FROM_ISSUER, null);

    private final @Nullable TransactionId transactionId;
    private final @Nullable String cursor;
    private final @Nullable Integer limit;
    private final Freshness freshness;
    private final @Nullable Ticket inDoubt;

    private HistoryQuery(
            @Nullable TransactionId transactionId,
            @Nullable String cursor,
            @Nullable Integer limit,
            Freshness freshness,
            @Nullable Ticket inDoubt) {
        Checks.required("freshness", freshness);
        if (limit != null && limit < 1) {
            throw Checks.unexpected("limit", limit, "1 or more");
        }
        if (inDoubt != null && (transactionId == null || !transactionId.equals(inDoubt.marker()))) {
            throw new IllegalArgumentException("transaction id: another one (expected: the one that is in doubt)");
        }
        this.transactionId = transactionId;
        this.cursor = cursor;
        this.limit = limit;
        this.freshness = freshness;
        this.inDoubt = inDoubt;
    }

    /**
     * Returns the query for everything.
     *
     * @param freshness how old the answer may be
     * @return the query
     */
    public static HistoryQuery all(Freshness freshness) {
        return new HistoryQuery(null, null, null, freshness, null);
    }

    /**
     * Returns the query for the redemptions of a transaction, from the issuer itself.
     *
     * @param transactionId the transaction
     * @return the query
     */
    public static HistoryQuery ofTransaction(TransactionId transactionId) {
        return new HistoryQuery(
                Checks.required("transactionId", transactionId), null, null, Freshness.FROM_ISSUER, null);
    }

    /**
     * Returns the query that resolves a redemption in doubt, from the issuer itself: all redemptions with its
     * transaction id, and its candidates.
     *
     * @param ticket what is in doubt; it must have a marker
     * @return the query
     * @throws IllegalArgumentException if the ticket has no marker
     */
    public static HistoryQuery resolving(Ticket ticket) {
        TransactionId marker = Checks.required("ticket", ticket).marker();
        return new HistoryQuery(marker, null, null, Freshness.FROM_ISSUER, ticket);
    }

    /**
     * Returns whether a redemption is wanted, apart from the cursor and the limit. An adapter that reads a list calls
     * this for each item.
     *
     * @param redemption the listed redemption
     * @return whether the answer must show it
     */
    public boolean matches(Redemption redemption) {
        return transactionId == null
                || transactionId.equals(redemption.transactionId())
                || (inDoubt != null && inDoubt.isCandidate(redemption));
    }

    /**
     * Returns whether a redemption with this transaction id can be wanted. An adapter need not read the rest of an item
     * that cannot.
     *
     * @param listed the listed transaction id, or {@code null} if there is none
     * @return {@code false} if {@link #matches} is certainly false
     */
    public boolean mayMatch(@Nullable TransactionId listed) {
        return transactionId == null
                || transactionId.equals(listed)
                || (inDoubt != null && RedemptionMatch.of(inDoubt).mayBeMarker(listed));
    }

    /**
     * Returns the same query with a limit.
     *
     * @param limit the most redemptions wanted
     * @return the query
     * @throws IllegalArgumentException if the limit is not positive
     */
    public HistoryQuery limit(int limit) {
        return new HistoryQuery(transactionId, cursor, limit, freshness, inDoubt);
    }

    /**
     * Returns the same query with another freshness.
     *
     * @param freshness how old the answer may be
     * @return the query
     */
    public HistoryQuery freshness(Freshness freshness) {
        return new HistoryQuery(transactionId, cursor, limit, freshness, inDoubt);
    }

    /**
     * Returns the same query, continued where an answer ended.
     *
     * @param cursor from {@link RedemptionHistory#nextCursor}
     * @return the query
     */
    public HistoryQuery after(String cursor) {
        return new HistoryQuery(transactionId, cursor, limit, freshness, inDoubt);
    }

    /** {@return only redemptions of this transaction, or {@code null} for all} */
    public @Nullable TransactionId transactionId() {
        return transactionId;
    }

    /** {@return where to go on, from {@link RedemptionHistory#nextCursor}, or {@code null} for the newest} */
    public @Nullable String cursor() {
        return cursor;
    }

    /**
     * Returns the most redemptions wanted, at least 1, or {@code null} for as many as the issuer gives. An issuer
     * without paging may give more.
     *
     * @return the most redemptions wanted, at least 1, or {@code null} for as many as the issuer gives
     */
    public @Nullable Integer limit() {
        return limit;
    }

    /** {@return how old the answer may be} */
    public Freshness freshness() {
        return freshness;
    }

    /**
     * Returns the redemption in doubt that the query is to resolve, or {@code null}. Its {@linkplain Ticket#isCandidate
     * candidates} are wanted too, beside the redemptions of its transaction.
     *
     * @return the redemption in doubt that the query is to resolve, or {@code null}
     */
    public @Nullable Ticket inDoubt() {
        return inDoubt;
    }

    private @Nullable Object[] fields() {
        return new @Nullable Object[] {transactionId, cursor, limit, freshness, inDoubt};
    }

    /** {@return whether every field is equal} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HistoryQuery that && Arrays.equals(fields(), that.fields());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields());
    }

    /** {@return what is asked for} */
    @Override
    public String toString() {
        return "HistoryQuery[" + (transactionId == null ? "all" : transactionId) + (limit == null ? "" : ", " + limit)
                + (cursor == null ? "" : " after " + cursor) + ", " + freshness
                + (inDoubt == null ? "" : ", to resolve " + inDoubt) + "]";
    }
}
