package io.redemption.jdbc;

import io.redemption.internal.Checks;
import io.redemption.port.TimeSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Collects the options of a {@link JdbcAttemptJournal}. Not thread-safe. */
public final class JdbcAttemptJournalBuilder {
    private static final System.Logger LOG = System.getLogger("io.redemption.jdbc");
    private static final int MIN_KEY_BYTES = 16;

    private final DataSource dataSource;
    private final @Nullable Path file;
    private byte @Nullable [] userKey;
    private Duration keepSettled = JdbcAttemptJournal.DEFAULT_KEEP_SETTLED;
    private int maxSettled = JdbcAttemptJournal.DEFAULT_MAX_SETTLED;
    private int maxQueued = JdbcAttemptJournal.DEFAULT_MAX_QUEUED;
    private int connections = JdbcAttemptJournal.DEFAULT_CONNECTIONS;
    private Duration retryFor = Duration.ofSeconds(5);
    private TimeSource time = TimeSource.system();
    private boolean visits;

    JdbcAttemptJournalBuilder(DataSource dataSource, @Nullable Path file) {
        this.dataSource = dataSource;
        this.file = file;
    }

    /**
     * Sets the key of the digests that represent users. The same key in every process and after each restart lets the
     * journal tell that an attempt id was used for another user. Without a key, only this process can tell, and only of
     * attempts that it opened itself; that is logged once, when the journal is built.
     *
     * @param userKey 16 bytes or more that nobody can guess
     * @return this builder
     */
    public JdbcAttemptJournalBuilder userKey(byte[] userKey) {
        this.userKey = Checks.required("userKey", userKey).clone();
        return this;
    }

    /**
     * Sets how long an attempt is kept after it was settled. An attempt that is repeated later is sent again, so this
     * must be longer than anybody repeats attempts.
     *
     * @param keepSettled 1 minute to 10 years; by default 24 hours
     * @return this builder
     */
    public JdbcAttemptJournalBuilder keepSettled(Duration keepSettled) {
        this.keepSettled = Checks.required("keepSettled", keepSettled);
        return this;
    }

    /**
     * Sets how many settled attempts are kept at least within {@link #keepSettled}; older ones are removed about once a
     * minute. As many reversals are kept, and as many doubts that were handed over to a person.
     *
     * @param maxSettled 1 to 100 million; by default {@value JdbcAttemptJournal#DEFAULT_MAX_SETTLED}
     * @return this builder
     */
    public JdbcAttemptJournalBuilder maxSettled(int maxSettled) {
        this.maxSettled = maxSettled;
        return this;
    }

    /**
     * Sets how many calls may wait for the database. One more attempt is refused as by a full journal, and nothing is
     * sent.
     *
     * @param maxQueued 1 to 1 million; by default {@value JdbcAttemptJournal#DEFAULT_MAX_QUEUED}
     * @return this builder
     */
    public JdbcAttemptJournalBuilder maxQueued(int maxQueued) {
        this.maxQueued = maxQueued;
        return this;
    }

    /**
     * Sets how many connections to PostgreSQL write at the same time. SQLite has one writer and one connection.
     *
     * @param connections 1 to 64; by default {@value JdbcAttemptJournal#DEFAULT_CONNECTIONS}
     * @return this builder
     */
    public JdbcAttemptJournalBuilder connections(int connections) {
        this.connections = connections;
        return this;
    }

    /**
     * Sets the monotonic clock that measures pauses. What is stored has the database's time.
     *
     * @param time the time source; by default the system's
     * @return this builder
     */
    public JdbcAttemptJournalBuilder time(TimeSource time) {
        this.time = Checks.required("time", time);
        return this;
    }

    /**
     * Opens the journal beside the process that works with it, for somebody who lists, resolves or decides. A visitor
     * creates no file and no table, removes nothing that is old, and leaves alone what others hold. Do not redeem with
     * it.
     *
     * @return this builder
     */
    public JdbcAttemptJournalBuilder asVisitor() {
        this.visits = true;
        return this;
    }

    /** How long a database that cannot be reached is tried again before a call fails. */
    JdbcAttemptJournalBuilder retryFor(Duration retryFor) {
        this.retryFor = retryFor;
        return this;
    }

    /**
     * Opens the journal: connects once, recognises the database and checks its tables. Blocks meanwhile.
     *
     * @return the journal; close it when it is not used any more
     * @throws IllegalArgumentException if an option is out of its range, or the database is not one that the journal is
     *     tested with
     * @throws IllegalStateException if the database cannot be reached or its tables are missing. The message is one
     *     sentence that names what and why
     */
    public JdbcAttemptJournal build() {
        Checks.between("keep settled", keepSettled, Duration.ofMinutes(1), Duration.ofDays(3_650));
        Checks.between("max settled", maxSettled, 1, 100_000_000);
        Checks.between("max queued", maxQueued, 1, 1_000_000);
        Checks.between("connections", connections, 1, 64);
        if (userKey != null && userKey.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "user key: " + userKey.length + " bytes (expected: " + MIN_KEY_BYTES + " or more)");
        }
        if (file != null && visits) {
            SqliteFile.requireExisting(file);
        } else if (file != null) {
            SqliteFile.create(file);
        }
        Dialect dialect = JdbcAttemptJournal.connected(dataSource, file, this::checked);
        UserDigests digests = userKey == null ? UserDigests.forThisProcess() : UserDigests.of(userKey);
        if (userKey == null && !visits) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The attempt journal has no user key: after a restart, and between nodes, it cannot tell that an"
                            + " attempt id is used for another user. Set one with userKey(...).");
        }
        JournalWriter writer = new JournalWriter(dialect, maxQueued, retryFor, retention(), time);
        writer.start(dialect.isShared() ? connections : 1, () -> new JournalSession(dataSource, dialect));
        return new JdbcAttemptJournal(writer, dialect, digests);
    }

    private Dialect checked(Connection connection) throws SQLException {
        Dialect dialect = Dialect.of(connection);
        int isolation = connection.getTransactionIsolation();
        dialect.prepare(connection);
        if (file == null || visits) {
            JournalSchema.require(connection, dialect);
        } else {
            JournalSchema.migrate(connection, dialect);
        }
        if (!visits && dialect.claim()) {
            freeHeld(connection, dialect);
        }
        dialect.restore(connection, isolation);
        return dialect;
    }

    private static void freeHeld(Connection connection, Dialect dialect) throws SQLException {
        boolean freed = false;
        try {
            dialect.begin(connection);
            dialect.freeHeld(connection);
            dialect.commit(connection);
            freed = true;
        } finally {
            if (!freed) {
                dialect.release();
            }
        }
    }

    private @Nullable Retention retention() {
        return visits ? null : new Retention(keepSettled, maxSettled);
    }
}
