package io.redemption.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * One call of the journal while it waits and is written. Tasks of one group that have the same statement are sent as
 * one batch, in the order of their keys. Each may be written again after a commit whose end is not known: the second
 * time finds what the first has done.
 *
 * @param <T> the answer
 */
abstract class JournalTask<T> {
    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private final int rank;
    private final byte[] key;

    /**
     * Creates a task.
     *
     * @param rank the order within a group: what ends an attempt goes before what begins one, and reads go last
     * @param key the order within a rank
     */
    JournalTask(int rank, byte[] key) {
        this.rank = rank;
        this.key = key;
    }

    static final int FIRST = 0;
    static final int OPENS = 1;
    static final int READS = 2;

    final CompletableFuture<T> stage() {
        return stage;
    }

    final int rank() {
        return rank;
    }

    final byte[] key() {
        return key;
    }

    /** The statement of the batch; an empty text if the task needs none. */
    String statement() {
        return "";
    }

    /** Whether the task ends what was begun: it is worth more than others, and has more room in the queue. */
    boolean endsWhatWasBegun() {
        return rank == FIRST;
    }

    /** Sets the parameters of the statement. */
    void bind(PreparedStatement statement) throws SQLException {}

    /** Whether a caller who has left makes the task void. */
    boolean isVoidWithoutCaller() {
        return false;
    }

    /**
     * Returns the answer, in the transaction of the group.
     *
     * @param changed the rows that the statement has changed, 0 without a statement; less than 0 if not known
     */
    abstract T verdict(Tables tables, int changed) throws SQLException;

    /** Completes the caller's stage; called after the commit. Returns whether the caller was still there. */
    boolean complete(T answer) {
        return stage.complete(answer);
    }

    /** Fails the caller's stage. */
    void fail(Throwable cause, Failure failure) {
        stage.completeExceptionally(cause);
    }
}
