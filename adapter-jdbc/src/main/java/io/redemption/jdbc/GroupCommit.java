package io.redemption.jdbc;

import io.redemption.port.TimeSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes a group of tasks in one transaction. When the end of a commit is not known, the same group is written again
 * over a new connection: taking the same keys waits for the first try, and finds what it did. Only that decides; a read
 * would show nothing while the first commit still waits for a standby. One thread uses it.
 */
final class GroupCommit {
    private static final Comparator<JournalTask<?>> ORDER =
            Comparator.<JournalTask<?>>comparingInt(JournalTask::rank).thenComparing(JournalTask::key, Arrays::compare);
    private static final int MAX_CONFLICTS = 50;
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final JournalSession session;
    private final Dialect dialect;
    private final TimeSource time;
    private final Duration retryFor;
    private final Tables tables;
    private final Consumer<Runnable> completer;
    private final Consumer<OpenTask> withdraw;

    /**
     * Creates the writer of groups.
     *
     * @param retryFor how long a database that cannot be reached is tried again
     * @param completer runs what completes the callers' stages
     * @param withdraw takes openings that are, or may be, recorded and that no caller knows
     */
    GroupCommit(
            JournalSession session,
            Dialect dialect,
            TimeSource time,
            Duration retryFor,
            Consumer<Runnable> completer,
            Consumer<OpenTask> withdraw) {
        this.session = session;
        this.dialect = dialect;
        this.time = time;
        this.retryFor = retryFor;
        this.tables = new Tables(session);
        this.completer = completer;
        this.withdraw = withdraw;
    }

    private record Answered<T>(JournalTask<T> task, T answer) {
        static <T> Answered<T> of(JournalTask<T> task, Tables tables, int changed) throws SQLException {
            return new Answered<>(task, task.verdict(tables, changed));
        }

        boolean complete() {
            return task.complete(answer);
        }
    }

    /** Writes a group and completes its stages, each with its own verdict. Returns whether the database answered. */
    boolean write(List<JournalTask<?>> group) {
        List<JournalTask<?>> tasks = group.stream()
                .filter(task -> !task.isVoidWithoutCaller() || !task.stage().isDone())
                .sorted(ORDER)
                .toList();
        return tasks.isEmpty() || write(tasks, time.nanoTime(), false);
    }

    private boolean write(List<JournalTask<?>> tasks, long begunAt, boolean wasUncertain) {
        boolean mayBeCommitted = wasUncertain;
        for (int conflicts = 0; ; ) {
            boolean committing = false;
            try {
                session.begin();
                List<Answered<?>> answers = answers(tasks);
                committing = true;
                session.commit();
                complete(answers);
                return true;
            } catch (SQLException thrown) {
                Failure failure = failure(thrown, committing);
                if (failure == Failure.LOST) {
                    session.abandon();
                } else {
                    session.rollback();
                }
                mayBeCommitted |= committing;
                boolean goesOn = switch (failure) {
                    case LOST -> time.nanoTime() - begunAt < retryFor.toNanos();
                    case CONFLICT -> ++conflicts < MAX_CONFLICTS;
                    case FULL, NOT_REPLICATED, REJECTED -> false;
                };
                boolean single = tasks.size() == 1;
                if (!goesOn) {
                    return (failure == Failure.REJECTED && !single)
                            ? writeEach(tasks, begunAt, mayBeCommitted)
                            : fail(tasks, thrown, failure, mayBeCommitted);
                }
                if (failure == Failure.CONFLICT && conflicts > 1 && !single) {
                    return writeEach(tasks, begunAt, mayBeCommitted);
                }
                LockSupport.parkNanos(failure == Failure.LOST ? PAUSE_NANOS : conflicts * 1_000_000L);
            } catch (RuntimeException | Error broken) {
                session.abandon();
                if (tasks.size() > 1) {
                    return writeEach(tasks, begunAt, mayBeCommitted || committing);
                }
                return fail(tasks, broken, Failure.REJECTED, mayBeCommitted || committing);
            }
        }
    }

    /** An error of a commit proves nothing, whatever it says; only the same group again does. */
    private Failure failure(SQLException thrown, boolean committing) {
        if (thrown instanceof NotReplicatedException) {
            return Failure.NOT_REPLICATED;
        }
        if (thrown instanceof ConflictException) {
            return Failure.CONFLICT;
        }
        Failure failure = dialect.failure(thrown);
        return committing && failure != Failure.FULL ? Failure.LOST : failure;
    }

    private List<Answered<?>> answers(List<JournalTask<?>> tasks) throws SQLException {
        Map<String, List<JournalTask<?>>> batches = new LinkedHashMap<>();
        for (JournalTask<?> task : tasks) {
            batches.computeIfAbsent(task.statement(), s -> new ArrayList<>()).add(task);
        }
        List<Answered<?>> answers = new ArrayList<>(tasks.size());
        for (Map.Entry<String, List<JournalTask<?>>> batch : batches.entrySet()) {
            List<JournalTask<?>> same = batch.getValue();
            int[] changed = batch.getKey().isEmpty() ? new int[same.size()] : execute(batch.getKey(), same);
            for (int i = 0; i < same.size(); i++) {
                answers.add(Answered.of(same.get(i), tables, changed[i]));
            }
        }
        return answers;
    }

    private int[] execute(String template, List<JournalTask<?>> tasks) throws SQLException {
        PreparedStatement statement = session.prepared(template);
        if (tasks.size() == 1) {
            tasks.get(0).bind(statement);
            return new int[] {statement.executeUpdate()};
        }
        for (JournalTask<?> task : tasks) {
            task.bind(statement);
            statement.addBatch();
        }
        int[] changed = statement.executeBatch();
        for (int i = 0; i < changed.length; i++) {
            // A driver that rewrites batches does not count by row: such a task looks at its own row.
            changed[i] = changed[i] == Statement.SUCCESS_NO_INFO ? 0 : changed[i];
        }
        return changed;
    }

    private boolean writeEach(List<JournalTask<?>> tasks, long begunAt, boolean mayBeCommitted) {
        boolean answered = true;
        for (JournalTask<?> task : tasks) {
            answered = write(List.of(task), begunAt, mayBeCommitted) && answered;
        }
        return answered;
    }

    private void complete(List<Answered<?>> answers) {
        completer.accept(() -> {
            for (Answered<?> answer : answers) {
                if (!answer.complete() && answer.task() instanceof OpenTask late) {
                    withdraw.accept(late);
                }
            }
        });
    }

    private boolean fail(List<JournalTask<?>> tasks, Throwable cause, Failure failure, boolean mayBeCommitted) {
        completer.accept(() -> {
            for (JournalTask<?> task : tasks) {
                if (mayBeCommitted && task instanceof OpenTask uncertain) {
                    withdraw.accept(uncertain);
                }
                task.fail(cause, failure);
            }
        });
        return failure != Failure.LOST;
    }
}
