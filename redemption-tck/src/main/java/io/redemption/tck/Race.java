package io.redemption.tck;

import io.redemption.port.TimeSource;
import java.time.Duration;
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

/** Runs callers concurrently: each on its own thread, all started together and awaited within one time limit. */
final class Race {
    private final String what;
    private final Duration timeout;

    Race(String what, Duration timeout) {
        this.what = what;
        this.timeout = timeout;
    }

    /**
     * Runs the callers.
     *
     * @return their answers in their order
     * @throws AssertionError if one throws or exceeds the time limit
     */
    <T> List<T> run(List<Callable<T>> callers) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(callers.size());
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(callers.size(), Race::thread);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> caller : callers) {
                running.add(threads.submit(() -> {
                    ready.countDown();
                    start.await();
                    return caller.call();
                }));
            }
            if (!ready.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("waited " + timeout + " for the callers of " + what + " to start");
            }
            start.countDown();
            return answers(running);
        } finally {
            start.countDown();
            threads.shutdownNow();
        }
    }

    private <T> List<T> answers(List<Future<T>> running) throws InterruptedException {
        long end = TimeSource.system().nanoTime() + timeout.toNanos();
        List<T> answers = new ArrayList<>();
        for (Future<T> each : running) {
            try {
                answers.add(each.get(Math.max(0, end - TimeSource.system().nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException late) {
                throw new AssertionError(
                        "waited " + timeout + " for caller " + answers.size() + " of " + running.size() + " of " + what,
                        late);
            } catch (ExecutionException failed) {
                throw new AssertionError(what + ", caller " + answers.size() + ": " + failed.getCause(), failed);
            }
        }
        return answers;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "contract-racer");
        thread.setDaemon(true);
        return thread;
    }
}
