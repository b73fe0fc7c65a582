package io.redemption.jdbc;

import io.redemption.internal.Checks;
import io.redemption.internal.Digests;
import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.DecisionResult;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.IdSource;
import io.redemption.port.MarkerEvidence;
import io.redemption.port.PendingDoubt;
import io.redemption.port.ReversalState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a database, which survives kills of its process: SQLite, a file on a local disk, for one process;
 * PostgreSQL for any number of them. The database is recognised by its driver; any other is refused. One set of tables
 * serves one merchant at one issuer. Thread-safe.
 *
 * <p>What waits together is written in one transaction. Callers never block: a queue that is full answers
 * {@link io.redemption.port.AttemptJournal.Opening.Full}, and nothing is sent. An opening that is committed after its
 * caller has left, by cancelling the stage, is withdrawn. A stage fails if the database cannot be reached for some
 * seconds; whether the call was recorded is then not known, and may be found later.
 *
 * <p>Stored of an attempt: its id, the id of the redeemable, value, transaction id and evidence of a doubt. Of its
 * user: a keyed digest, and the 24 bits of another that a ticket holds. Stored of a redemption: everything but the
 * redeemer and the issuer's id of the user, so that a redemption answered from the journal has
 * {@link io.redemption.model.Redeemer#ANONYMOUS}. Stored of a refusal: everything but the issuer's sentence. The id of
 * a gift card is worth its balance: protect the database as the orders.
 */
public final class JdbcAttemptJournal implements AttemptJournal, AutoCloseable {
    /** How long a settled attempt is kept: 24 hours. */
    public static final Duration DEFAULT_KEEP_SETTLED = Duration.ofHours(24);

    /** How many settled attempts are kept: {@value}. */
    public static final int DEFAULT_MAX_SETTLED = 100_000;

    /** How many calls may wait for the database: {@value}. */
    public static final int DEFAULT_MAX_QUEUED = 4_096;

    /** How many connections write to PostgreSQL at the same time: {@value}. */
    public static final int DEFAULT_CONNECTIONS = 4;

    private static final int MAX_PAGE = 10_000;

    private final JournalWriter writer;
    private final Dialect dialect;
    private final UserDigests digests;
    private final String holder = IdSource.secure().token(24);
    private final AtomicLong numbers = new AtomicLong();

    JdbcAttemptJournal(JournalWriter writer, Dialect dialect, UserDigests digests) {
        this.writer = writer;
        this.dialect = dialect;
        this.digests = digests;
    }

    /**
     * Begins a journal over a database whose tables exist: see {@link #migrate}.
     *
     * @param dataSource where connections come from. With PostgreSQL the journal keeps some while it writes, and gives
     *     them back when it is idle; with SQLite it keeps one. The caller closes it, after the journal
     * @return a builder
     */
    public static JdbcAttemptJournalBuilder builder(DataSource dataSource) {
        return new JdbcAttemptJournalBuilder(Checks.required("dataSource", dataSource), null);
    }

    /**
     * Begins a journal in a SQLite file, which is created with its tables if it does not exist. Needs the driver
     * {@code org.xerial:sqlite-jdbc} on the class path.
     *
     * @param file on a local disk. Its folder must exist; SQLite keeps two more files beside it
     * @return a builder
     */
    public static JdbcAttemptJournalBuilder sqlite(Path file) {
        Path absolute = Checks.required("file", file).toAbsolutePath();
        return new JdbcAttemptJournalBuilder(new DriverDataSource("jdbc:sqlite:" + absolute), absolute);
    }

    /**
     * Creates the journal's tables, or brings them to the version of this library. Safe on several nodes at once, and
     * on tables that are up to date. A platform with a migration tool of its own gives it the SQL resources in
     * {@code io/redemption/jdbc/postgresql} or {@code io/redemption/jdbc/sqlite} instead. Blocks.
     *
     * @param dataSource the database
     * @throws IllegalArgumentException if the database is not one that the journal is tested with
     * @throws IllegalStateException if the database cannot be reached or refuses the tables
     */
    public static void migrate(DataSource dataSource) {
        Dialect unused = connected(Checks.required("dataSource", dataSource), null, connection -> {
            Dialect dialect = Dialect.of(connection);
            int isolation = connection.getTransactionIsolation();
            dialect.prepare(connection);
            JournalSchema.migrate(connection, dialect);
            dialect.restore(connection, isolation);
            return dialect;
        });
    }

    /** What is done with one connection. */
    @FunctionalInterface
    interface ConnectionUse {
        Dialect use(Connection connection) throws SQLException;
    }

    static Dialect connected(DataSource dataSource, @Nullable Path file, ConnectionUse use) {
        try (Connection connection = dataSource.getConnection()) {
            return use.use(connection);
        } catch (SQLException | LinkageError failed) {
            throw new IllegalStateException(ConnectFailure.sentence(file, failed), failed);
        }
    }

    @Override
    public boolean survivesRestart() {
        return true;
    }

    /** {@return whether the database is PostgreSQL} */
    @Override
    public boolean isShared() {
        return dialect.isShared();
    }

    @Override
    public CompletionStage<Opening> open(RedemptionAttempt attempt) {
        OpenTask task = new OpenTask(attempt, nextNumber(), digests, holder);
        return writer.offer(task) ? task.stage() : CompletableFuture.completedStage(new Opening.Full());
    }

    /** Returns a number that nothing else in any process has, up to chance of 1 in 2^62. */
    long nextNumber() {
        String name = holder + numbers.incrementAndGet();
        byte[] digest = Digests.sha256().digest(name.getBytes(StandardCharsets.US_ASCII));
        return (ByteBuffer.wrap(digest).getLong() >>> 2) | 1;
    }

    @Override
    public CompletionStage<Optional<AttemptState>> find(AttemptId id) {
        byte[] key = Keys.of(id);
        return submit(new ReadTask<>(
                tables -> Optional.ofNullable(tables.attemptUnlocked(key)).map(AttemptRow::state)));
    }

    @Override
    public CompletionStage<Optional<AttemptId>> ownerOf(Reversal redemption) {
        byte[] key = Keys.of(redemption);
        return submit(new ReadTask<>(
                tables -> Optional.ofNullable(tables.attemptOfRedemption(key)).map(AttemptRow::id)));
    }

    @Override
    public CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
        return submitWrite(outcome.fold(
                redeemed -> new RedeemedTask(id, redeemed.redemption()),
                refused -> WriteTask.refused(id, opening, refused),
                unknown -> WriteTask.unknown(id, opening, unknown)));
    }

    @Override
    public CompletionStage<Void> discard(AttemptId id, long opening) {
        return submitWrite(WriteTask.discard(id, opening));
    }

    @Override
    public CompletionStage<Void> absent(AttemptId id, long opening) {
        return submitWrite(WriteTask.absent(id, opening));
    }

    @Override
    public CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
        return submitWrite(new ReversalTask(reversal, state, holder));
    }

    @Override
    public CompletionStage<Optional<ReversalState>> findReversal(Reversal reversal) {
        byte[] key = Keys.of(reversal);
        return submit(new ReadTask<>(tables -> Optional.ofNullable(tables.reversal(key))));
    }

    @Override
    public CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease) {
        return submit(new ReadTask<>(tables -> tables.takeDoubts(max, lease, holder)));
    }

    @Override
    public CompletionStage<Boolean> hold(PendingDoubt doubt, Duration lease) {
        return submit(WriteTask.hold(doubt, lease, holder));
    }

    @Override
    public CompletionStage<Void> handOver(PendingDoubt doubt, Obstacle why) {
        return submitWrite(WriteTask.handOver(doubt, why));
    }

    @Override
    public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
        return submit(new ReadTask<>(tables -> DecisionRows.decide(tables, id, decision)));
    }

    @Override
    public CompletionStage<Void> learned(RedeemableKind kind, boolean kept) {
        return submitWrite(WriteTask.learned(kind, kept));
    }

    @Override
    public CompletionStage<List<MarkerEvidence>> evidence() {
        return submit(new ReadTask<>(Tables::evidence));
    }

    /**
     * Returns what is recorded of an attempt, for people who look into it.
     *
     * @param id the attempt
     * @return what is recorded, or empty
     */
    public CompletionStage<Optional<RecordedAttempt>> recorded(AttemptId id) {
        return submit(new ReadTask<>(tables -> AttemptListing.one(tables.session(), id)));
    }

    /**
     * Lists attempts in the order of their ids, a page at a time. Pages are read one after another, so that an attempt
     * that changes meanwhile may be missed.
     *
     * @param selection which attempts
     * @param after the last attempt of the page before; {@code null} for the first page
     * @param max how many at most, 1 to 10,000
     * @return the page; empty after the last
     */
    public CompletionStage<List<RecordedAttempt>> recorded(
            AttemptSelection selection, @Nullable AttemptId after, int max) {
        Checks.between("max", max, 1, MAX_PAGE);
        return submit(new ReadTask<>(tables -> AttemptListing.page(tables.session(), selection, after, max)));
    }

    /** Goes on as if this process had been killed, which drops its lock on the file. For tests. */
    void losesItsFile() {
        dialect.release();
    }

    private CompletionStage<Void> submitWrite(JournalTask<Boolean> task) {
        return submit(task).thenAccept(changed -> {});
    }

    /** Queues a task. Returns whether there was room. */
    boolean offer(JournalTask<?> task) {
        return writer.offer(task);
    }

    <T> CompletableFuture<T> submit(JournalTask<T> task) {
        return writer.offer(task)
                ? task.stage()
                : CompletableFuture.failedFuture(
                        new RejectedExecutionException("journal: too many calls wait for the database"));
    }

    /**
     * Begins to close and returns when that is done, as a stage. Later calls fail. What waits is written first. May be
     * repeated.
     *
     * @return completes when the connections are given back; never fails. Cancelling it has no effect on the closing
     */
    public CompletionStage<Void> closeAsync() {
        return writer.close().thenRun(dialect::release).copy();
    }

    /** Begins to close as {@link #closeAsync} does and returns at once. May be repeated. */
    @Override
    public void close() {
        CompletionStage<Void> unused = closeAsync();
    }

    /** {@return the dialect} */
    @Override
    public String toString() {
        return "JdbcAttemptJournal(" + dialect.folder() + ")";
    }
}
