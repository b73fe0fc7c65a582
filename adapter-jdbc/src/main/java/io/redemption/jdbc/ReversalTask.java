package io.redemption.jdbc;

import io.redemption.model.Reversal;
import io.redemption.port.AttemptJournal;
import io.redemption.port.ReversalState;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Records the state of a reversal. A doubt does not replace <i>gone</i>, and an earlier doubt keeps its age. */
final class ReversalTask extends JournalTask<Boolean> {
    private static final String KEEP = "case when redemption_reversal.state = 2 then redemption_reversal.";
    private static final String UPSERT = "insert into redemption_reversal (id, state, ticket, outcome, begun_at,"
            + " changed_at, holder, held_until) values (?, ?, ?, ?, {now}, {now}, ?, {now} + ?)"
            + " on conflict (id) do update set state = excluded.state, ticket = excluded.ticket,"
            + " outcome = excluded.outcome, changed_at = excluded.changed_at,"
            + " begun_at = " + KEEP + "begun_at else excluded.begun_at end,"
            + " holder = " + KEEP + "holder else excluded.holder end,"
            + " held_until = " + KEEP + "held_until else excluded.held_until end,"
            + " handed_over = " + KEEP + "handed_over else null end"
            + " where redemption_reversal.state <> 1 or excluded.state <> 2";

    private final ReversalState state;
    private final String holder;

    ReversalTask(Reversal reversal, ReversalState state, String holder) {
        super(FIRST, Keys.of(reversal));
        this.state = state;
        this.holder = holder;
    }

    @Override
    String statement() {
        return UPSERT;
    }

    @Override
    void bind(PreparedStatement statement) throws SQLException {
        statement.setBytes(1, key());
        statement.setInt(2, ReversalRow.state(state));
        statement.setString(3, ReversalRow.ticket(state));
        statement.setString(4, ReversalRow.outcome(state));
        statement.setString(5, holder);
        statement.setLong(6, AttemptJournal.HELD_AFTER_OPENING.toMillis());
    }

    /** Frees or takes the unique transaction id of the attempt that the redemption settled. */
    @Override
    Boolean verdict(Tables tables, int changed) throws SQLException {
        AttemptRow owner = changed == 0 ? null : tables.attemptOfRedemption(key());
        if (owner == null) {
            return changed != 0;
        }
        byte[] transaction = owner.content() == null ? null : owner.content().transactionKey();
        if (!owner.keepsTransaction()) {
            tables.releaseTransaction(Keys.of(owner.id()));
        } else if (transaction != null && !owner.holdsTransaction()) {
            tables.takeTransaction(Keys.of(owner.id()), transaction);
        }
        return true;
    }
}
