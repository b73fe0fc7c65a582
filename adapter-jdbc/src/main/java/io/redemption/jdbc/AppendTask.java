package io.redemption.jdbc;

import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import java.sql.SQLException;

/**
 * Appends a record to a basket. Its number is made before it is written, so that a second try recognises the first. The
 * row of the basket is locked before its epoch is read: what another process decided before is seen, and what it would
 * decide meanwhile waits.
 */
final class AppendTask extends JournalTask<Boolean> {
    private final BasketRecord record;
    private final long expectedEpoch;
    private final long number;

    AppendTask(String basket, BasketRecord record, long expectedEpoch, long number) {
        super(FIRST, Keys.ofBasket(basket));
        this.record = record;
        this.expectedEpoch = expectedEpoch;
        this.number = number;
    }

    /** After a start or an intent, more is sent; what has less room than the rest is refused before anything is. */
    @Override
    boolean endsWhatWasBegun() {
        return record.kind() != Kind.STARTED && record.kind() != Kind.INTENT;
    }

    @Override
    boolean isVoidWithoutCaller() {
        return true;
    }

    @Override
    Boolean verdict(Tables tables, int changed) throws SQLException {
        BasketTable baskets = tables.baskets();
        boolean starts = record.kind() == Kind.STARTED;
        BasketTable.Locked basket = baskets.lock(key());
        if (basket == null) {
            if (!starts || expectedEpoch != 0) {
                return false;
            }
            basket = baskets.begin(key());
        } else if (basket.epoch() != expectedEpoch) {
            return baskets.has(basket, number); // the first try may have been committed
        }
        if (starts) {
            baskets.dropRecords(basket);
        }
        int position = starts ? 0 : basket.records();
        if (baskets.add(basket, position, number, record.encode())) {
            baskets.move(basket, position + 1, record.kind());
        }
        return true;
    }

    @Override
    void fail(Throwable cause, Failure failure) {
        super.fail(failure == Failure.FULL ? JdbcBasketJournal.full() : cause, failure);
    }
}
