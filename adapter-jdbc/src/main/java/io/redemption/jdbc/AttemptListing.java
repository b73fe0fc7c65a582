package io.redemption.jdbc;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Ticket;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads attempts for people, in the order of their ids, without locking them. */
final class AttemptListing {
    private static final String SELECT = "select " + AttemptRow.COLUMNS
            + ", a.begun_at, a.changed_at, a.handed_over from redemption_attempt a"
            + " left join redemption_reversal r on r.id = a.redemption_key" + DecisionRows.JOIN + " where ";
    private static final byte[] FIRST = {};

    private AttemptListing() {}

    static Optional<RecordedAttempt> one(JournalSession session, AttemptId id) throws SQLException {
        PreparedStatement statement = session.prepared(SELECT + "a.id = ?");
        statement.setBytes(1, Keys.of(id));
        return read(session, statement).stream().findFirst();
    }

    static List<RecordedAttempt> page(
            JournalSession session, AttemptSelection selection, @Nullable AttemptId after, int max)
            throws SQLException {
        PreparedStatement statement =
                session.prepared(SELECT + selection.condition() + " and a.id > ? order by a.id limit ?");
        statement.setBytes(1, after == null ? FIRST : Keys.of(after));
        statement.setInt(2, max);
        return read(session, statement);
    }

    private static List<RecordedAttempt> read(JournalSession session, PreparedStatement statement) throws SQLException {
        List<RecordedAttempt> bare = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                bare.add(read(row));
            }
        }
        List<RecordedAttempt> found = new ArrayList<>();
        for (RecordedAttempt each : bare) {
            found.add(new RecordedAttempt(
                    each.id(),
                    each.state(),
                    each.redeemable(),
                    each.value(),
                    each.ticket(),
                    each.begunAt(),
                    each.changedAt(),
                    each.handedOver(),
                    DecisionRows.all(session, Keys.of(each.id()))));
        }
        return List.copyOf(found);
    }

    private static RecordedAttempt read(ResultSet row) throws SQLException {
        AttemptRow attempt = AttemptRow.read(row);
        String kind = row.getString("kind");
        String redeemable = row.getString("redeemable");
        String amount = row.getString("amount");
        String ticket = row.getString("ticket");
        String handedOver = row.getString("handed_over");
        return new RecordedAttempt(
                attempt.id(),
                attempt.state(),
                kind == null || redeemable == null ? null : new RedeemableId(RedeemableKind.valueOf(kind), redeemable),
                amount == null ? null : Amount.of(amount),
                ticket == null ? null : Ticket.decode(ticket),
                Instant.ofEpochMilli(row.getLong("begun_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                handedOver == null ? null : Obstacle.valueOf(handedOver),
                List.of());
    }
}
