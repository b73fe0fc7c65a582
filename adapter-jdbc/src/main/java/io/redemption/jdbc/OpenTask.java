package io.redemption.jdbc;

import io.redemption.model.RedemptionAttempt;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.PendingDoubt;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Opens an attempt. Its number is made before it is written, so that a second try recognises the first. */
final class OpenTask extends JournalTask<Opening> {
    private static final String INSERT = "insert into redemption_attempt (id, state, opening, kind, redeemable, amount,"
            + " choice, chosen, user_digest, user_key, transaction_key, ticket, begun_at, changed_at, holder,"
            + " held_until, handed_over) values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {now}, {now}, ?, {now} + ?, ?)"
            + " on conflict do nothing";

    /** A doubt without a marker is never handed out: reading cannot settle it. */
    private static final String NO_MARKER = "NO_MARKER";

    private final RedemptionAttempt attempt;
    private final long opening;
    private final StoredContent content;
    private final UserDigests digests;
    private final String holder;
    private boolean followsAbsence;

    OpenTask(RedemptionAttempt attempt, long opening, UserDigests digests, String holder) {
        super(OPENS, Keys.of(attempt.id()));
        this.attempt = attempt;
        this.opening = opening;
        this.content = StoredContent.of(attempt, digests);
        this.digests = digests;
        this.holder = holder;
    }

    @Override
    String statement() {
        return INSERT;
    }

    @Override
    void bind(PreparedStatement statement) throws SQLException {
        statement.setBytes(1, key());
        statement.setLong(2, opening);
        bindRest(statement, 3);
    }

    private void bindRest(PreparedStatement statement, int first) throws SQLException {
        int next = content.bind(statement, first);
        statement.setBytes(next, content.transactionKey());
        statement.setString(next + 1, PendingDoubt.begunEarlier(attempt).encode());
        statement.setString(next + 2, holder);
        statement.setLong(next + 3, AttemptJournal.HELD_AFTER_OPENING.toMillis());
        statement.setString(next + 4, attempt.marker() == null ? NO_MARKER : null);
    }

    @Override
    boolean isVoidWithoutCaller() {
        return true;
    }

    @Override
    Opening verdict(Tables tables, int changed) throws SQLException {
        if (changed > 0) {
            return new Opening.Fresh(opening, followsAbsence);
        }
        AttemptRow known = tables.attempt(key());
        if (known != null && known.isOpenBy(opening)) {
            return new Opening.Fresh(opening, followsAbsence); // the first try was committed
        }
        if (known != null && !known.isAbsent()) {
            return known.hasContentOf(attempt, digests)
                    ? new Opening.Known(known.state())
                    : new Opening.Reused(known.state());
        }
        AttemptRow holding = holderOfTransaction(tables);
        if (holding != null) {
            return new Opening.TransactionTaken(holding.id(), holding.asksForSame(attempt, digests), holding.state());
        }
        followsAbsence = known != null;
        boolean opened = known == null ? tables.change(INSERT, this::bind) == 1 : reopen(tables);
        if (!opened) {
            throw new ConflictException("another process opened the attempt at the same time");
        }
        return new Opening.Fresh(opening, followsAbsence);
    }

    /** Returns the attempt that keeps the transaction id, after taking it from one that does not need it any more. */
    private @Nullable AttemptRow holderOfTransaction(Tables tables) throws SQLException {
        byte[] transaction = content.transactionKey();
        AttemptRow holding = transaction == null ? null : tables.attemptOfTransaction(transaction);
        if (holding == null || holding.id().equals(attempt.id())) {
            return null;
        }
        if (holding.keepsTransaction()) {
            return holding;
        }
        tables.releaseTransaction(Keys.of(holding.id()));
        return null;
    }

    private boolean reopen(Tables tables) throws SQLException {
        String update = "update redemption_attempt set state = 1, opening = ?, kind = ?, redeemable = ?, amount = ?,"
                + " choice = ?, chosen = ?, user_digest = ?, user_key = ?, transaction_key = ?, ticket = ?, holder = ?,"
                + " held_until = {now} + ?, handed_over = ?, handed_over_at = null, begun_at = {now},"
                + " changed_at = {now} where id = ? and state = 5";
        return tables.change(update, statement -> {
                    statement.setLong(1, opening);
                    bindRest(statement, 2);
                    statement.setBytes(14, key());
                })
                == 1;
    }

    /** Returns the task that withdraws this opening: nothing was sent, because its caller does not know of it. */
    WriteTask withdrawal() {
        return followsAbsence ? WriteTask.absent(attempt.id(), opening) : WriteTask.discard(attempt.id(), opening);
    }

    @Override
    void fail(Throwable cause, Failure failure) {
        if (failure == Failure.FULL) {
            complete(new Opening.Full());
        } else {
            super.fail(cause, failure);
        }
    }
}
