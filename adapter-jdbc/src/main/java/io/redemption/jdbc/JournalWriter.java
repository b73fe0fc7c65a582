package io.redemption.jdbc;

import io.redemption.port.TimeSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The queue before the database and the threads that empty it. What waits together is one group. Thread-safe. Callers
 * never wait: a queue that is full refuses.
 */
final class JournalWriter {
    /** The most tasks of one transaction. */
    private static final int MAX_GROUP = 512;

    /** How many withdrawals are remembered while the database is away. */
    private static final int MAX_WITHDRAWALS = 10_000;

    private static final long IDLE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long SWEEP_NANOS = Duration.ofMinutes(1).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<JournalTask<?>> queue = new ArrayDeque<>();
    private final Deque<OpenTask> withdrawals = new ArrayDeque<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final int maxQueued;
    private final Dialect dialect;
    private final TimeSource time;
    private final Duration retryFor;
    private final @Nullable Retention retention;
    private final Executor completers;
    private long sweptAt;
    private int running;
    private boolean closing;
    private boolean answering = true;

    JournalWriter(Dialect dialect, int maxQueued, Duration retryFor, @Nullable Retention retention, TimeSource time) {
        this.dialect = dialect;
        this.maxQueued = maxQueued;
        this.retryFor = retryFor;
        this.retention = retention;
        this.time = time;
        this.sweptAt = time.nanoTime();
        this.completers = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                5,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                WorkerThreads.named("redemption-journal-answer-", true));
    }

    /** Starts the threads, each with its own connection. */
    void start(int threads, Supplier<JournalSession> sessions) {
        ThreadFactory factory = WorkerThreads.named("redemption-journal-", dialect.mayUseVirtualThreads());
        running = threads;
        for (int i = 0; i < threads; i++) {
            JournalSession session = sessions.get();
            factory.newThread(() -> work(session)).start();
        }
    }

    /**
     * Queues a task. One that ends what was begun has four times the room of others, because it is worth more.
     *
     * @return whether there was room
     */
    boolean offer(JournalTask<?> task) {
        lock.lock();
        try {
            if (closing) {
                task.fail(new IllegalStateException("journal: closed"), Failure.REJECTED);
                return true;
            }
            if (queue.size() >= (task.endsWhatWasBegun() ? 4 * maxQueued : maxQueued)) {
                return false;
            }
            queue.add(task);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void work(JournalSession session) {
        GroupCommit commit = new GroupCommit(session, dialect, time, retryFor, this::complete, this::withdraw);
        try {
            for (List<JournalTask<?>> group = next(); group != null; group = next()) {
                try {
                    work(session, commit, group);
                } catch (RuntimeException | Error unforeseen) {
                    // The thread must live on, or whoever calls next would never be answered.
                    session.abandon();
                    group.forEach(task -> task.fail(unforeseen, Failure.REJECTED));
                }
            }
            withdrawWhenAnswered(commit, true);
        } finally {
            session.release();
            ended();
        }
    }

    private void work(JournalSession session, GroupCommit commit, List<JournalTask<?>> group) {
        withdrawWhenAnswered(commit, group.isEmpty() || commit.write(group));
        sweepIfDue(session);
        if (group.isEmpty() && dialect.isShared()) {
            session.release(); // a pool may have other users
        }
    }

    /** Returns what waits, nothing after some time without work, or {@code null} when all is done. */
    private @Nullable List<JournalTask<?>> next() {
        lock.lock();
        try {
            long left = IDLE_NANOS;
            while (queue.isEmpty() && !closing && left > 0 && (withdrawals.isEmpty() || !answering)) {
                left = changed.awaitNanos(left);
            }
            if (queue.isEmpty() && closing) {
                return null;
            }
            List<JournalTask<?>> group = new ArrayList<>();
            while (!queue.isEmpty() && group.size() < MAX_GROUP) {
                group.add(queue.remove());
            }
            return group;
        } catch (InterruptedException stranger) {
            return new ArrayList<>();
        } finally {
            lock.unlock();
        }
    }

    /** Completes stages on a thread of their own, so that what callers do next keeps no other call waiting. */
    private void complete(Runnable completion) {
        try {
            completers.execute(completion);
        } catch (RuntimeException | OutOfMemoryError noThread) {
            completion.run();
        }
    }

    private void withdraw(OpenTask unknownToItsCaller) {
        lock.lock();
        try {
            if (withdrawals.size() < MAX_WITHDRAWALS) {
                withdrawals.add(unknownToItsCaller);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void withdrawWhenAnswered(GroupCommit commit, boolean answered) {
        while (answered) {
            List<OpenTask> openings = new ArrayList<>();
            lock.lock();
            try {
                answering = true;
                while (!withdrawals.isEmpty() && openings.size() < MAX_GROUP) {
                    openings.add(withdrawals.remove());
                }
            } finally {
                lock.unlock();
            }
            if (openings.isEmpty()) {
                return;
            }
            answered = commit.write(
                    openings.stream().<JournalTask<?>>map(OpenTask::withdrawal).toList());
            if (!answered) {
                openings.forEach(this::withdraw);
            }
        }
        lock.lock();
        try {
            answering = false;
        } finally {
            lock.unlock();
        }
    }

    private void sweepIfDue(JournalSession session) {
        if (retention == null) {
            return; // a visitor removes nothing
        }
        lock.lock();
        try {
            if (closing || time.nanoTime() - sweptAt < SWEEP_NANOS) {
                return;
            }
            sweptAt = time.nanoTime();
        } finally {
            lock.unlock();
        }
        try {
            session.begin();
            boolean more = retention.step(session);
            session.commit();
            if (more) {
                sweepSoon();
            }
        } catch (SQLException | RuntimeException later) {
            session.abandon(); // what is old is removed the next time
        }
    }

    private void sweepSoon() {
        lock.lock();
        try {
            sweptAt = time.nanoTime() - SWEEP_NANOS;
        } finally {
            lock.unlock();
        }
    }

    /** Lets what is queued be written, and ends the threads. */
    CompletableFuture<Void> close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
            if (running == 0) {
                closed.complete(null);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            running--;
            if (running == 0) {
                closed.complete(null);
            }
        } finally {
            lock.unlock();
        }
    }
}
