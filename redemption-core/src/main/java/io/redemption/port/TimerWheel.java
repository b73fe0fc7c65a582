package io.redemption.port;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Timers that nearly always are cancelled: each is one object in the list of its bucket, so that setting and cancelling
 * cost the same however many there are. Never early, and late by up to {@value #TICK_MILLIS} milliseconds. One thread
 * waits for the earliest timer; it starts with a timer and ends after some seconds without one. Thread-safe.
 */
final class TimerWheel {
    private static final int TICK_MILLIS = 4;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
    private static final int BUCKETS = 1024;

    /** Later than every timer, and far from an overflow. */
    private static final long NEVER = Long.MAX_VALUE / 2;

    private final ThreadFactory threads;
    private final long keepAliveNanos;
    private final Consumer<Runnable> run;
    private final long start = System.nanoTime();
    private final Bucket[] buckets = new Bucket[BUCKETS];

    /** The waiting thread; {@code null} if there is none. */
    private volatile @Nullable Thread thread;

    /** The time until which the thread waits. Every timer before it wakes the thread. */
    private volatile long waitsUntil = NEVER;

    /** The tick up to which all due timers have run. Only for the thread. */
    private long lastTick;

    /**
     * Creates a wheel without a thread.
     *
     * @param run gets the task of each due timer; must not throw or block
     */
    TimerWheel(ThreadFactory threads, long keepAliveNanos, Consumer<Runnable> run) {
        this.threads = threads;
        this.keepAliveNanos = keepAliveNanos;
        this.run = run;
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = new Bucket();
        }
    }

    TimeSource.Scheduled schedule(long delayNanos, Runnable task) {
        long now = now();
        long dueAt = now + Math.min(Math.max(delayNanos, 0), NEVER - now);
        Timer timer = added(task, dueAt / TICK);
        try {
            // Read after the timer was added: the thread announces how long it waits before it looks for timers.
            if (thread == null) {
                startThread();
            } else if (dueAt < waitsUntil) {
                LockSupport.unpark(thread);
            }
        } catch (Throwable noThread) {
            timer.cancel();
            throw noThread;
        }
        return timer;
    }

    /** Adds a timer to its tick, or to a later one if that is over by now. */
    private Timer added(Runnable task, long tick) {
        long next = tick;
        while (true) {
            Timer timer = new Timer(task, next, bucketOf(next));
            if (timer.bucket.add(timer)) {
                return timer;
            }
            next = Math.max(next + 1, now() / TICK);
        }
    }

    private synchronized void startThread() {
        if (thread == null) {
            Thread next = threads.newThread(this::loop);
            waitsUntil = NEVER;
            thread = next;
            try {
                next.start();
            } catch (Throwable noThread) {
                thread = null;
                throw noThread;
            }
        }
    }

    private long now() {
        return System.nanoTime() - start;
    }

    private Bucket bucketOf(long tick) {
        return buckets[(int) (tick % BUCKETS)];
    }

    private void loop() {
        long idleSince = now();
        while (true) {
            waitsUntil = NEVER;
            runDue();
            long next = earliest();
            long now = now();
            if (next < NEVER) {
                idleSince = now;
            } else if (now - idleSince >= keepAliveNanos) {
                if (endsThread()) {
                    return;
                }
                idleSince = now;
                continue;
            }
            long until = Math.min(next, idleSince + keepAliveNanos);
            waitsUntil = until;
            if (earliest() < until) {
                continue;
            }
            LockSupport.parkNanos(this, Math.max(1, until - now()));
        }
    }

    /** Ends the thread, unless a timer was added meanwhile, and returns whether it ends. */
    private synchronized boolean endsThread() {
        Thread self = thread;
        thread = null;
        if (earliest() < NEVER) {
            thread = self;
            return false;
        }
        return true;
    }

    /** Runs the timers of all ticks that are over. */
    private void runDue() {
        long tick = now() / TICK;
        long from = Math.max(lastTick, tick - BUCKETS);
        for (long each = from; each < tick; each++) {
            Bucket bucket = bucketOf(each);
            for (Timer due = bucket.takeDue(tick); due != null; due = bucket.takeDue(tick)) {
                runSafely(due.task);
            }
        }
        lastTick = tick;
    }

    private void runSafely(Runnable task) {
        try {
            run.accept(task);
        } catch (Throwable ofTheTask) {
            // Nobody waits for it, and the other timers must run.
            return;
        }
    }

    /** Returns the end of the tick of the earliest timer, or {@link #NEVER} if there is none. */
    private long earliest() {
        long earliest = NEVER;
        for (int i = 0; i < BUCKETS; i++) {
            long tick = lastTick + i;
            earliest = Math.min(earliest, bucketOf(tick).earliestTick());
            if (earliest <= tick) {
                break;
            }
        }
        return earliest >= NEVER / TICK ? NEVER : (earliest + 1) * TICK;
    }

    /** A timer, and the handle to cancel it. */
    private static final class Timer implements TimeSource.Scheduled {
        private final Runnable task;
        private final long tick;
        private final Bucket bucket;
        private boolean linked;
        private @Nullable Timer before;
        private @Nullable Timer after;

        Timer(Runnable task, long tick, Bucket bucket) {
            this.task = task;
            this.tick = tick;
            this.bucket = bucket;
        }

        @Override
        public void cancel() {
            bucket.remove(this);
        }
    }

    /** The timers of every {@value #BUCKETS}th tick. */
    private static final class Bucket {
        private @Nullable Timer first;

        /** All ticks before this one are over. */
        private long over;

        /** Adds a timer, and returns true, unless its tick is over. */
        synchronized boolean add(Timer timer) {
            if (timer.tick < over) {
                return false;
            }
            timer.linked = true;
            timer.after = first;
            if (first != null) {
                first.before = timer;
            }
            first = timer;
            return true;
        }

        synchronized void remove(Timer timer) {
            if (!timer.linked) {
                return;
            }
            Timer before = timer.before;
            Timer after = timer.after;
            if (before == null) {
                first = after;
            } else {
                before.after = after;
            }
            if (after != null) {
                after.before = before;
            }
            timer.linked = false;
            timer.before = null;
            timer.after = null;
        }

        /** Takes a timer of a tick that is over, or returns {@code null}. */
        synchronized @Nullable Timer takeDue(long tick) {
            over = tick;
            Timer due = first;
            while (due != null && due.tick >= tick) {
                due = due.after;
            }
            if (due != null) {
                remove(due);
            }
            return due;
        }

        synchronized long earliestTick() {
            long earliest = NEVER;
            for (Timer timer = first; timer != null; timer = timer.after) {
                earliest = Math.min(earliest, timer.tick);
            }
            return earliest;
        }
    }
}
