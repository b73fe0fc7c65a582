package io.redemption.jdbc;

import io.redemption.model.AttemptId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.port.AttemptState;
import io.redemption.port.ReversalState;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as it is stored, with the reversal of its redemption. The state of a redeemed attempt is made of both, so
 * that no two rows can contradict each other. Immutable.
 *
 * @param content the content; {@code null} if another process made the attempt
 * @param holdsTransaction whether it holds its unique transaction id
 */
record AttemptRow(
        AttemptId id, long opening, @Nullable StoredContent content, boolean holdsTransaction, AttemptState state) {
    static final int UNDER_WAY = 1;
    static final int IN_DOUBT = 2;
    static final int REDEEMED = 3;
    static final int REFUSED = 4;
    static final int ABSENT = 5;

    /** The columns that {@link #read} reads, of the tables {@code a} and {@code r}. */
    static final String COLUMNS = "a.id, a.state, a.opening, a.kind, a.redeemable, a.amount, a.choice, a.chosen,"
            + " a.user_digest, a.user_key, a.transaction_key, a.ticket, a.outcome, r.state as reversal,"
            + " r.ticket as reversal_ticket, r.outcome as reversal_outcome, "
            + DecisionRows.COLUMNS;

    static AttemptRow read(ResultSet row) throws SQLException {
        return new AttemptRow(
                Keys.attempt(row.getBytes("id")),
                row.getLong("opening"),
                StoredContent.read(row),
                row.getBytes("transaction_key") != null,
                state(row));
    }

    private static AttemptState state(ResultSet row) throws SQLException {
        int state = row.getInt("state");
        return switch (state) {
            case UNDER_WAY -> new AttemptState.Open(row.getLong("opening"), null, DecisionRows.read(row));
            case IN_DOUBT ->
                new AttemptState.Open(
                        row.getLong("opening"), Ticket.decode(row.getString("ticket")), DecisionRows.read(row));
            case REDEEMED ->
                redeemed(StoredOutcome.redemption(row.getString("outcome")), ReversalRow.read(row, "reversal"));
            case REFUSED -> new AttemptState.Settled(StoredOutcome.refused(row.getString("outcome")));
            case ABSENT -> new AttemptState.Absent();
            default -> throw new IllegalStateException("journal: the unknown state " + state + " of an attempt");
        };
    }

    private static AttemptState redeemed(Redemption redemption, @Nullable ReversalState reversal) {
        AttemptState stands = new AttemptState.Settled(Redeemed.of(redemption));
        return reversal == null
                ? stands
                : reversal.fold(
                        gone -> new AttemptState.Reversed(Reversal.of(redemption)),
                        doubt -> new AttemptState.InReversal(redemption, doubt.ticket()),
                        standing -> stands);
    }

    boolean isAbsent() {
        return state.fold(open -> false, settled -> false, in -> false, reversed -> false, absent -> true);
    }

    boolean isOpenBy(long number) {
        return state.fold(
                open -> open.opening() == number, settled -> false, in -> false, reversed -> false, absent -> false);
    }

    /** Whether it keeps others from its unique transaction id. */
    boolean keepsTransaction() {
        return state.fold(
                open -> true,
                settled -> settled.outcome().fold(redeemed -> true, refused -> false, unknown -> true),
                in -> true,
                reversed -> false,
                absent -> false);
    }

    /** Whether a redemption that happened may be recorded over this state. */
    boolean yieldsTo(Redemption redemption) {
        return state.fold(
                open -> true,
                settled -> settled.outcome().fold(redeemed -> false, refused -> true, unknown -> true),
                in -> false,
                reversed -> !reversed.redemption().equals(Reversal.of(redemption)),
                absent -> true);
    }

    boolean hasContentOf(RedemptionAttempt other, UserDigests digests) {
        return content == null ? agreesWith(other) : content.hasContentOf(id, other, digests);
    }

    boolean asksForSame(RedemptionAttempt other, UserDigests digests) {
        return content == null ? agreesWith(other) : content.asksForSame(id, other, digests);
    }

    /** Whether an attempt can be the one of which only the state is known. */
    private boolean agreesWith(RedemptionAttempt other) {
        return state.fold(
                open -> true,
                settled -> settled.outcome()
                        .fold(
                                redeemed -> other.contradiction(redeemed.redemption(), true) == null,
                                refused -> true,
                                unknown -> true),
                in -> other.contradiction(in.redemption(), true) == null,
                reversed -> true,
                absent -> true);
    }
}
