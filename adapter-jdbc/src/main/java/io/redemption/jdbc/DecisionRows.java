package io.redemption.jdbc;

import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.DecisionResult;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What persons decided, as it is stored: every decision is kept as long as its attempt, and the last one is valid. */
final class DecisionRows {
    /** Joins the valid decision {@code d} to the attempt {@code a}. */
    static final String JOIN = " left join redemption_decision d on d.attempt = a.id and d.opening = a.opening"
            + " and d.number = (select max(m.number) from redemption_decision m"
            + " where m.attempt = a.id and m.opening = a.opening)";

    /** The columns that {@link #read} reads. */
    static final String COLUMNS = "d.decided, d.decided_by, d.note, d.decided_at";

    private static final String INSERT = "insert into redemption_decision (attempt, opening, number, decided,"
            + " decided_by, note, decided_at) select ?, ?, coalesce(max(m.number), 0) + 1, ?, ?, ?, ?"
            + " from redemption_decision m where m.attempt = ? and m.opening = ?";
    private static final String ALL = "select " + COLUMNS + " from redemption_decision d where d.attempt = ?"
            + " order by d.decided_at, d.number";
    private static final String IS_YOUNG =
            "select 1 from redemption_attempt a where a.id = ? and a.begun_at + ? > {now}";

    private DecisionRows() {}

    /** Reads the decision of a row; {@code null} if it has none. */
    static @Nullable Decision read(ResultSet row) throws SQLException {
        String decided = row.getString("decided");
        return decided == null
                ? null
                : new Decision(
                        Decision.Outcome.valueOf(decided),
                        StoredFields.unescaped(row.getString("decided_by")),
                        StoredFields.unescaped(row.getString("note")),
                        Instant.ofEpochMilli(row.getLong("decided_at")));
    }

    /** Returns all decisions about an attempt, the first one first. */
    static List<Decision> all(JournalSession session, byte[] attempt) throws SQLException {
        List<Decision> found = new ArrayList<>();
        PreparedStatement statement = session.prepared(ALL);
        statement.setBytes(1, attempt);
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Decision decision = read(row);
                if (decision != null) {
                    found.add(decision);
                }
            }
        }
        return List.copyOf(found);
    }

    /** Records a decision, in the transaction of a group. The same one again is recorded once. */
    static DecisionResult decide(Tables tables, AttemptId id, Decision decision) throws SQLException {
        byte[] key = Keys.of(id);
        AttemptRow row = tables.attempt(key);
        if (row == null) {
            return DecisionResult.NOT_KNOWN;
        }
        Optional<AttemptState.Open> inDoubt = row.state()
                .fold(
                        Optional::of,
                        settled -> Optional.empty(),
                        in -> Optional.empty(),
                        reversed -> Optional.empty(),
                        absent -> Optional.empty());
        if (inDoubt.isEmpty()) {
            return DecisionResult.NOT_IN_DOUBT;
        }
        AttemptState.Open open = inDoubt.get();
        if (decision.equals(open.decision())) {
            return DecisionResult.RECORDED;
        }
        if (open.ticket() == null
                && tables.isThere(IS_YOUNG, s -> {
                    s.setBytes(1, key);
                    s.setLong(2, AttemptJournal.HELD_AFTER_OPENING.toMillis());
                })) {
            return DecisionResult.UNDER_WAY;
        }
        tables.change(INSERT, s -> {
            s.setBytes(1, key);
            s.setLong(2, open.opening());
            s.setString(3, decision.outcome().name());
            s.setString(4, StoredFields.escaped(decision.by()));
            s.setString(5, StoredFields.escaped(decision.note()));
            s.setLong(6, decision.at().toEpochMilli());
            s.setBytes(7, key);
            s.setLong(8, open.opening());
        });
        return DecisionResult.RECORDED;
    }
}
