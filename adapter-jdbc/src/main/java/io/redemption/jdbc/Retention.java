package io.redemption.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Removes what is settled and old, or more than is kept. An attempt in doubt is never removed while a resolver may
 * settle it; one that was handed over to a person is removed when more than the number of settled ones wait for that.
 */
final class Retention {
    /** How many rows one transaction removes at most, so that no caller waits long for it. */
    static final int STEP = 1_000;

    private static final String SETTLED = "a.state >= 3";
    private static final String HANDED_OVER = "a.state < 3 and a.handed_over is not null";
    private static final String ENDED = "a.state = " + BasketTable.ENDED;
    private static final String UNUSED =
            "a.state <> 2 and not exists" + " (select 1 from redemption_attempt o where o.redemption_key = a.id)";

    private static final String ORPHANS = "delete from redemption_decision where not exists"
            + " (select 1 from redemption_attempt o where o.id = redemption_decision.attempt)";

    private final Duration keepSettled;
    private final int maxSettled;

    Retention(Duration keepSettled, int maxSettled) {
        this.keepSettled = keepSettled;
        this.maxSettled = maxSettled;
    }

    /** Removes some rows. Returns whether there may be more. */
    boolean step(JournalSession session) throws SQLException {
        long tooOld = number(session, "select {now} - ?", keepSettled.toMillis());
        long settled = Math.max(tooOld, beyond(session, "redemption_attempt", SETTLED));
        long handedOver = Math.min(tooOld, beyond(session, "redemption_attempt", HANDED_OVER));
        long reversals = Math.max(tooOld, beyond(session, "redemption_reversal", "a.state <> 2"));
        int removed = remove(session, "redemption_attempt", SETTLED, settled);
        removed = Math.max(removed, remove(session, "redemption_attempt", HANDED_OVER, handedOver));
        removed = Math.max(removed, remove(session, "redemption_reversal", UNUSED, reversals));
        session.prepared(ORPHANS).executeUpdate(); // few: each was typed by a person
        return Math.max(removed, removeBaskets(session, tooOld)) >= STEP;
    }

    /** Removes baskets that have ended. One that is open is never removed: it may hold what has to be reversed. */
    private int removeBaskets(JournalSession session, long tooOld) throws SQLException {
        long until = Math.max(tooOld, beyond(session, "redemption_basket", ENDED));
        String records = "delete from redemption_basket_record where basket in (select a.seq from redemption_basket a"
                + " where " + ENDED + " and a.changed_at <= ? order by a.changed_at limit ?{skip})";
        // Of a basket that another node held in the first statement and has freed by now, the records are still there.
        String withoutRecords =
                ENDED + " and not exists (select 1 from redemption_basket_record r where r.basket = a.seq)";
        int removed = remove(session, records, until);
        return removed == 0 ? 0 : remove(session, "redemption_basket", withoutRecords, until);
    }

    /** Returns the time of the newest row beyond the number that is kept; a very early time if there is none. */
    private long beyond(JournalSession session, String table, String which) throws SQLException {
        return number(
                session,
                "select changed_at from " + table + " a where " + which + " order by changed_at desc limit 1 offset ?",
                maxSettled);
    }

    private static long number(JournalSession session, String template, long parameter) throws SQLException {
        PreparedStatement statement = session.prepared(template);
        statement.setLong(1, parameter);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : Long.MIN_VALUE;
        }
    }

    private static int remove(JournalSession session, String table, String which, long until) throws SQLException {
        return remove(
                session,
                "delete from " + table + " where id in (select a.id from " + table + " a where " + which
                        + " and a.changed_at <= ? order by a.changed_at limit ?{skip})",
                until);
    }

    private static int remove(JournalSession session, String template, long until) throws SQLException {
        if (until == Long.MIN_VALUE) {
            return 0;
        }
        PreparedStatement statement = session.prepared(template);
        statement.setLong(1, until);
        statement.setInt(2, STEP);
        return statement.executeUpdate();
    }
}
