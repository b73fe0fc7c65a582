package io.redemption.jdbc;

import io.redemption.model.AttemptId;
import io.redemption.model.Redemption;
import io.redemption.model.Reversal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/** Records that an attempt was redeemed. The statement does it for an open attempt, whoever opened it. */
final class RedeemedTask extends JournalTask<Boolean> {
    private static final String SET = "update redemption_attempt set redemption_key = ?, outcome = ?, state = 3,"
            + " ticket = null, changed_at = {now}";
    private static final String SETTLE_OPEN = SET + " where id = ? and state < 3";
    private static final String SETTLE = SET + ", transaction_key = ? where id = ?";
    private static final String INSERT = "insert into redemption_attempt (redemption_key, outcome, id, state, opening,"
            + " begun_at, changed_at, held_until) values (?, ?, ?, 3, 0, {now}, {now}, 0) on conflict do nothing";

    private final Redemption redemption;
    private final byte[] redemptionKey;
    private final String outcome;

    RedeemedTask(AttemptId id, Redemption redemption) {
        super(FIRST, Keys.of(id));
        this.redemption = redemption;
        this.redemptionKey = Keys.of(Reversal.of(redemption));
        this.outcome = StoredOutcome.of(redemption);
    }

    @Override
    String statement() {
        return SETTLE_OPEN;
    }

    @Override
    void bind(PreparedStatement statement) throws SQLException {
        statement.setBytes(1, redemptionKey);
        statement.setString(2, outcome);
        statement.setBytes(3, key());
    }

    @Override
    Boolean verdict(Tables tables, int changed) throws SQLException {
        if (changed > 0) {
            return true;
        }
        AttemptRow known = tables.attempt(key());
        if (known == null) {
            if (tables.change(INSERT, this::bind) == 0) {
                throw new ConflictException("another process recorded the attempt at the same time");
            }
            return true;
        }
        return known.yieldsTo(redemption)
                && tables.change(SETTLE, s -> bindOver(s, freeTransaction(tables, known))) != 0;
    }

    private void bindOver(PreparedStatement statement, byte[] transaction) throws SQLException {
        statement.setBytes(1, redemptionKey);
        statement.setString(2, outcome);
        statement.setBytes(3, transaction.length == 0 ? null : transaction);
        statement.setBytes(4, key());
    }

    /** Returns the attempt's unique transaction id if no other attempt holds it by now, otherwise nothing. */
    private byte[] freeTransaction(Tables tables, AttemptRow known) throws SQLException {
        byte[] transaction = known.content() == null ? null : known.content().transactionKey();
        AttemptRow holding = transaction == null ? null : tables.attemptOfTransaction(transaction);
        boolean isFree = holding == null || Arrays.equals(Keys.of(holding.id()), key());
        return transaction == null || !isFree ? new byte[0] : transaction;
    }
}
