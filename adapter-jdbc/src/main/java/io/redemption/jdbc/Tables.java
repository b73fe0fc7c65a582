package io.redemption.jdbc;

import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.port.AttemptJournal;
import io.redemption.port.MarkerEvidence;
import io.redemption.port.PendingDoubt;
import io.redemption.port.ReversalState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of the journal, in the transaction of a group. Not thread-safe. */
final class Tables {
    private static final String FROM = "select " + AttemptRow.COLUMNS
            + " from redemption_attempt a left join redemption_reversal r on r.id = a.redemption_key"
            + DecisionRows.JOIN
            + " where ";
    private static final String BY_ID = FROM + "a.id = ?";
    private static final String BY_TRANSACTION = FROM + "a.transaction_key = ?{lock}";
    private static final String BY_REDEMPTION =
            FROM + "a.redemption_key = ? and a.state = 3 order by a.changed_at desc limit 1{lock}";
    private static final String FREE_ATTEMPTS = "select a.opening, a.ticket, a.begun_at, {now} as now"
            + " from redemption_attempt a where a.state < 3 and a.handed_over is null and a.held_until <= {now}"
            + " order by a.begun_at limit ?{skip}";
    private static final String FREE_REVERSALS = "select a.ticket, a.begun_at, {now} as now"
            + " from redemption_reversal a where a.state = 2 and a.handed_over is null and a.held_until <= {now}"
            + " order by a.begun_at limit ?{skip}";

    private final JournalSession session;
    private final BasketTable baskets;

    Tables(JournalSession session) {
        this.session = session;
        this.baskets = new BasketTable(session);
    }

    BasketTable baskets() {
        return baskets;
    }

    JournalSession session() {
        return session;
    }

    /** Runs a statement that changes rows, and returns how many. */
    int change(String template, WriteTask.Binding binding) throws SQLException {
        PreparedStatement statement = session.prepared(template);
        binding.bind(statement);
        return statement.executeUpdate();
    }

    /** Returns whether a query finds a row. */
    boolean isThere(String template, WriteTask.Binding binding) throws SQLException {
        PreparedStatement statement = session.prepared(template);
        binding.bind(statement);
        try (ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    /** Returns an attempt, locked until the group is committed. */
    @Nullable
    AttemptRow attempt(byte[] key) throws SQLException {
        return one(BY_ID + "{lock}", key);
    }

    @Nullable
    AttemptRow attemptUnlocked(byte[] key) throws SQLException {
        return one(BY_ID, key);
    }

    /** Returns the attempt that holds a unique transaction id. */
    @Nullable
    AttemptRow attemptOfTransaction(byte[] transaction) throws SQLException {
        return one(BY_TRANSACTION, transaction);
    }

    /** Returns the attempt that a redemption settled last. */
    @Nullable
    AttemptRow attemptOfRedemption(byte[] redemption) throws SQLException {
        return one(BY_REDEMPTION, redemption);
    }

    private @Nullable AttemptRow one(String template, byte[] key) throws SQLException {
        PreparedStatement statement = session.prepared(template);
        statement.setBytes(1, key);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? AttemptRow.read(row) : null;
        }
    }

    void releaseTransaction(byte[] key) throws SQLException {
        change("update redemption_attempt set transaction_key = null where id = ?", s -> s.setBytes(1, key));
    }

    /** Gives an attempt its unique transaction id, unless another attempt has it by now. */
    void takeTransaction(byte[] key, byte[] transaction) throws SQLException {
        if (attemptOfTransaction(transaction) == null) {
            change("update redemption_attempt set transaction_key = ? where id = ?", s -> {
                s.setBytes(1, transaction);
                s.setBytes(2, key);
            });
        }
    }

    @Nullable
    ReversalState reversal(byte[] key) throws SQLException {
        PreparedStatement statement = session.prepared("select state as reversal, ticket as reversal_ticket,"
                + " outcome as reversal_outcome from redemption_reversal where id = ?");
        statement.setBytes(1, key);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? ReversalRow.read(row, "reversal") : null;
        }
    }

    private record Free(boolean isReversal, long begunAt, PendingDoubt doubt) {
        byte[] key() {
            return doubt.subject() instanceof Reversal reversal
                    ? Keys.of(reversal)
                    : Keys.of((AttemptId) doubt.subject());
        }
    }

    /** Takes doubts that nobody holds, the oldest first. */
    List<PendingDoubt> takeDoubts(int max, Duration lease, String holder) throws SQLException {
        List<Free> free = Stream.concat(
                        free(FREE_ATTEMPTS, max, false).stream(), free(FREE_REVERSALS, max, true).stream())
                .sorted(Comparator.comparingLong(Free::begunAt))
                .limit(max)
                .toList();
        for (Free one : free) {
            change(
                    "update " + (one.isReversal() ? "redemption_reversal" : "redemption_attempt")
                            + " set held_until = {now} + ?, holder = ? where id = ?",
                    s -> {
                        s.setLong(1, lease.toMillis());
                        s.setString(2, holder);
                        s.setBytes(3, one.key());
                    });
        }
        return free.stream().map(Free::doubt).toList();
    }

    private List<Free> free(String template, int max, boolean isReversal) throws SQLException {
        List<Free> found = new ArrayList<>();
        PreparedStatement statement = session.prepared(template);
        statement.setInt(1, max);
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                long begunAt = row.getLong("begun_at");
                Duration age = Duration.ofMillis(Math.max(0, row.getLong("now") - begunAt));
                long opening = isReversal ? AttemptJournal.NO_OPENING : row.getLong("opening");
                Ticket ticket = Ticket.decode(row.getString("ticket"));
                found.add(new Free(isReversal, begunAt, new PendingDoubt(ticket, opening, age)));
            }
        }
        return found;
    }

    /** Returns what was learned of the issuer's lists, with its age by the database's clock. */
    List<MarkerEvidence> evidence() throws SQLException {
        List<MarkerEvidence> found = new ArrayList<>();
        PreparedStatement statement =
                session.prepared("select kind, kept, seen_at, {now} as now from redemption_marker_evidence");
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new MarkerEvidence(
                        RedeemableKind.valueOf(row.getString("kind")),
                        row.getInt("kept") != 0,
                        Duration.ofMillis(Math.max(0, row.getLong("now") - row.getLong("seen_at")))));
            }
        }
        return List.copyOf(found);
    }
}
