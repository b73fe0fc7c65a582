package io.redemption.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** The threads of all races, and the gate at which they start together. */
public final class RaceThreads {
    /** The most threads of one race. */
    public static final int SIZE = 64;

    private static final int PATIENCE_SECONDS = 60;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(SIZE, work -> {
        Thread thread = new Thread(work, "crew");
        thread.setDaemon(true);
        return thread;
    });

    private RaceThreads() {}

    /**
     * Runs one piece of work on each of so many threads, all let go at once.
     *
     * @return their answers in the order of their numbers
     * @throws AssertionError if one throws or is not back within a minute, which means that it is stuck
     */
    public static <T> List<T> race(int threads, IntFunction<Callable<T>> works) {
        CountDownLatch ready = new CountDownLatch(threads);
        CountDownLatch gate = new CountDownLatch(1);
        List<Future<T>> running = new ArrayList<>(threads);
        for (int i = 0; i < threads; i++) {
            Callable<T> work = works.apply(i);
            running.add(THREADS.submit(() -> {
                ready.countDown();
                await(gate, "the others to be ready");
                return work.call();
            }));
        }
        await(ready, threads + " threads to be ready");
        gate.countDown();
        return running.stream().map(RaceThreads::answer).toList();
    }

    /** Runs one piece of work beside the calling thread. */
    public static <T> Future<T> start(Callable<T> work) {
        return THREADS.submit(work);
    }

    /** The answer of a piece of work, within a minute. */
    public static <T> T answer(Future<T> running) {
        try {
            return running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a thread of the crew failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("waited " + PATIENCE_SECONDS + " s for a thread of the crew to end", e);
        }
    }

    /** Waits for a latch, at most a minute. */
    public static void await(CountDownLatch latch, String what) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("waited " + PATIENCE_SECONDS + " s for " + what);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }
}
