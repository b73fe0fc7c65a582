package io.redemption.jdbc;

import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.model.Unknown;
import io.redemption.port.PendingDoubt;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A write that one conditional statement does; its answer is whether a row was changed. */
final class WriteTask extends JournalTask<Boolean> {
    private static final String OPEN_BY = " where id = ? and opening = ? and state < 3";

    private static final String REFUSE = "update redemption_attempt set outcome = ?, state = 4, ticket = null,"
            + " transaction_key = null, changed_at = {now}" + OPEN_BY;
    private static final String DOUBT =
            "update redemption_attempt set ticket = ?, state = 2, changed_at = {now}" + OPEN_BY;
    private static final String DISCARD = "delete from redemption_attempt" + OPEN_BY;
    private static final String ABSENT = "update redemption_attempt set state = 5, ticket = null,"
            + " transaction_key = null, changed_at = {now}" + OPEN_BY;
    private static final String ABSENT_UNKNOWN = "insert into redemption_attempt (id, state, opening, begun_at,"
            + " changed_at, held_until) values (?, 5, 0, {now}, {now}, 0) on conflict do nothing";
    private static final String PENDING_ATTEMPT = " where id = ? and opening = ? and state < 3 and handed_over is null";
    private static final String PENDING_REVERSAL = " where id = ? and state = 2 and handed_over is null";
    private static final String HOLD = " set held_until = {now} + ?, holder = ?";
    private static final String IF_FREE = " and (held_until <= {now} or holder = ?)";
    private static final String HAND_OVER = " set handed_over = ?, handed_over_at = {now}";

    private static final String LEARNED = "insert into redemption_marker_evidence (kind, kept, seen_at)"
            + " values (?, ?, {now}) on conflict (kind, kept) do update set seen_at = excluded.seen_at";

    /** Sets the parameters of the statement. */
    @FunctionalInterface
    interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private final String statement;
    private final Binding binding;
    private final @Nullable String otherwise;

    private WriteTask(byte[] key, String statement, @Nullable String otherwise, Binding binding) {
        super(FIRST, key);
        this.statement = statement;
        this.otherwise = otherwise;
        this.binding = binding;
    }

    static WriteTask refused(AttemptId id, long opening, Refused refused) {
        return openBy(id, opening, REFUSE, StoredOutcome.of(refused));
    }

    static WriteTask unknown(AttemptId id, long opening, Unknown unknown) {
        return openBy(id, opening, DOUBT, unknown.ticket().encode());
    }

    private static WriteTask openBy(AttemptId id, long opening, String statement, String text) {
        byte[] key = Keys.of(id);
        return new WriteTask(key, statement, null, s -> {
            s.setString(1, text);
            s.setBytes(2, key);
            s.setLong(3, opening);
        });
    }

    static WriteTask discard(AttemptId id, long opening) {
        return end(id, opening, DISCARD, null);
    }

    static WriteTask absent(AttemptId id, long opening) {
        return end(id, opening, ABSENT, ABSENT_UNKNOWN);
    }

    private static WriteTask end(AttemptId id, long opening, String statement, @Nullable String otherwise) {
        byte[] key = Keys.of(id);
        return new WriteTask(key, statement, otherwise, s -> {
            s.setBytes(1, key);
            s.setLong(2, opening);
        });
    }

    static WriteTask hold(PendingDoubt doubt, Duration lease, String holder) {
        boolean isReversal = doubt.subject() instanceof Reversal;
        byte[] key = keyOf(doubt);
        String where = isReversal
                ? "update redemption_reversal" + HOLD + PENDING_REVERSAL + IF_FREE
                : "update redemption_attempt" + HOLD + PENDING_ATTEMPT + IF_FREE;
        return new WriteTask(key, where, null, s -> {
            s.setLong(1, lease.toMillis());
            s.setString(2, holder);
            s.setBytes(3, key);
            if (!isReversal) {
                s.setLong(4, doubt.opening());
            }
            s.setString(isReversal ? 4 : 5, holder);
        });
    }

    static WriteTask handOver(PendingDoubt doubt, Obstacle why) {
        boolean isReversal = doubt.subject() instanceof Reversal;
        byte[] key = keyOf(doubt);
        String where = isReversal
                ? "update redemption_reversal" + HAND_OVER + PENDING_REVERSAL
                : "update redemption_attempt" + HAND_OVER + PENDING_ATTEMPT;
        return new WriteTask(key, where, null, s -> {
            s.setString(1, why.name());
            s.setBytes(2, key);
            if (!isReversal) {
                s.setLong(3, doubt.opening());
            }
        });
    }

    static WriteTask learned(RedeemableKind kind, boolean kept) {
        return new WriteTask(new byte[0], LEARNED, null, s -> {
            s.setString(1, kind.name());
            s.setInt(2, kept ? 1 : 0);
        });
    }

    private static byte[] keyOf(PendingDoubt doubt) {
        Object subject = doubt.subject();
        return subject instanceof Reversal reversal ? Keys.of(reversal) : Keys.of((AttemptId) subject);
    }

    @Override
    String statement() {
        return statement;
    }

    @Override
    void bind(PreparedStatement prepared) throws SQLException {
        binding.bind(prepared);
    }

    @Override
    Boolean verdict(Tables tables, int changed) throws SQLException {
        if (changed != 0 || otherwise == null) {
            return changed != 0;
        }
        return tables.change(otherwise, s -> s.setBytes(1, key())) != 0;
    }
}
