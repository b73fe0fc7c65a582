package io.redemption.jdbc;

import io.redemption.model.BasketRecord;
import io.redemption.port.BasketJournal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of baskets and their records, in the transaction of a group. Not thread-safe. */
final class BasketTable {
    static final int OPEN = 1;
    static final int ENDED = 2;

    private static final String LOCK = "select a.seq, a.epoch, a.records from redemption_basket a where a.id = ?{lock}";
    private static final String BEGIN = "insert into redemption_basket (id, epoch, state, records, begun_at,"
            + " changed_at) values (?, 0, " + OPEN + ", 0, {now}, {now}) on conflict do nothing";
    private static final String HAS = "select 1 from redemption_basket_record where basket = ? and number = ?";
    private static final String DROP = "delete from redemption_basket_record where basket = ?";
    private static final String ADD = "insert into redemption_basket_record (basket, position, number, record)"
            + " values (?, ?, ?, ?) on conflict (basket, number) do nothing";
    private static final String MOVE = "update redemption_basket set epoch = ?, records = ?, changed_at = {now}";
    private static final String MOVE_START = MOVE + ", state = " + OPEN + ", begun_at = {now}";
    private static final String MOVE_END = MOVE + ", state = " + ENDED;
    private static final String UNDER_EPOCH = " where seq = ? and epoch = ?";

    /** One statement, so that epoch and records are of one moment. */
    private static final String FIND = "select a.epoch, r.record from redemption_basket a"
            + " join redemption_basket_record r on r.basket = a.seq where a.id = ? order by r.position";

    private static final String LIST_OPEN = "select a.id from redemption_basket a where a.state = " + OPEN;
    private static final String UNTOUCHED = " and a.changed_at <= {now} - ?";
    private static final String OLDEST = " order by a.begun_at, a.seq limit ?";

    private final JournalSession session;

    BasketTable(JournalSession session) {
        this.session = session;
    }

    /**
     * One basket, locked until the group is committed.
     *
     * @param records how many records its last run has
     */
    record Locked(long seq, long epoch, int records) {}

    /** Returns a basket, after whoever has it locked is done with it. */
    @Nullable
    Locked lock(byte[] key) throws SQLException {
        PreparedStatement statement = session.prepared(LOCK);
        statement.setBytes(1, key);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? new Locked(row.getLong("seq"), row.getLong("epoch"), row.getInt("records")) : null;
        }
    }

    /** Makes a basket that is not known, with no records yet, and locks it. */
    Locked begin(byte[] key) throws SQLException {
        PreparedStatement statement = session.prepared(BEGIN);
        statement.setBytes(1, key);
        Locked begun = statement.executeUpdate() == 1 ? lock(key) : null;
        if (begun == null) {
            throw new ConflictException("another process started the basket at the same time");
        }
        return begun;
    }

    boolean has(Locked basket, long number) throws SQLException {
        PreparedStatement statement = session.prepared(HAS);
        statement.setLong(1, basket.seq());
        statement.setLong(2, number);
        try (ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    void dropRecords(Locked basket) throws SQLException {
        PreparedStatement statement = session.prepared(DROP);
        statement.setLong(1, basket.seq());
        statement.executeUpdate();
    }

    /** Returns whether the record was not there before. */
    boolean add(Locked basket, int position, long number, String record) throws SQLException {
        PreparedStatement statement = session.prepared(ADD);
        statement.setLong(1, basket.seq());
        statement.setInt(2, position);
        statement.setLong(3, number);
        statement.setString(4, record);
        return statement.executeUpdate() == 1;
    }

    /** Counts a record that was added, under the epoch in which the basket was locked. */
    void move(Locked basket, int records, BasketRecord.Kind kind) throws SQLException {
        String move = kind == BasketRecord.Kind.STARTED ? MOVE_START : kind.ends() ? MOVE_END : MOVE;
        PreparedStatement statement = session.prepared(move + UNDER_EPOCH);
        statement.setLong(1, basket.epoch() + (kind.movesEpoch() ? 1 : 0));
        statement.setInt(2, records);
        statement.setLong(3, basket.seq());
        statement.setLong(4, basket.epoch());
        if (statement.executeUpdate() != 1) {
            throw new ConflictException("the epoch moved although the basket was locked");
        }
    }

    BasketJournal.Log find(byte[] key) throws SQLException {
        PreparedStatement statement = session.prepared(FIND);
        statement.setBytes(1, key);
        long epoch = 0;
        List<BasketRecord> records = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                epoch = row.getLong("epoch");
                records.add(BasketRecord.decode(row.getString("record")));
            }
        }
        return new BasketJournal.Log(epoch, records);
    }

    /** Returns the names of open baskets, the oldest first. */
    List<String> open(Duration untouchedFor, int max) throws SQLException {
        // Without a time to wait the clock is not asked: it may have been set back since the last record.
        boolean anyAge = untouchedFor.isZero();
        PreparedStatement statement = session.prepared(LIST_OPEN + (anyAge ? "" : UNTOUCHED) + OLDEST);
        if (!anyAge) {
            statement.setLong(1, untouchedFor.toMillis());
        }
        statement.setInt(anyAge ? 1 : 2, max);
        List<String> names = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                names.add(Keys.basket(row.getBytes("id")));
            }
        }
        return List.copyOf(names);
    }
}
