package io.redemption.jdbc;

import java.sql.SQLException;

/**
 * A read, or a write of several statements, that runs after the writes of its group.
 *
 * @param <T> the answer
 */
final class ReadTask<T> extends JournalTask<T> {
    private final Reading<T> reading;

    /** What the task does. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Tables tables) throws SQLException;
    }

    ReadTask(Reading<T> reading) {
        super(READS, new byte[0]);
        this.reading = reading;
    }

    @Override
    boolean isVoidWithoutCaller() {
        return true;
    }

    @Override
    T verdict(Tables tables, int changed) throws SQLException {
        return reading.read(tables);
    }
}
