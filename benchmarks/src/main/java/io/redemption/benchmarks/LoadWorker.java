package io.redemption.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One contender in a process of its own, so that contenders share neither compiled code nor heap. Obeys lines on its
 * standard input and answers each with one line; ends when the input ends.
 *
 * <ul>
 *   <li>{@code run CALLS}: a closed loop with {@value #IN_FLIGHT} calls in flight. Answers nanoseconds of wall time,
 *       nanoseconds of processor time of the whole process, and bytes allocated.
 *   <li>{@code paced RATE SECONDS}: starts calls at a steady rate, whether or not earlier ones have ended. Answers the
 *       50th, the 99th and the highest percentile of the time from the planned start to the answer, in nanoseconds.
 * </ul>
 */
final class LoadWorker {
    static final int IN_FLIGHT = 64;

    /** A call takes milliseconds; one that takes this long has failed. */
    private static final int MAX_SECONDS = 30;

    private final Caller caller;

    LoadWorker(Caller caller) {
        this.caller = caller;
    }

    /**
     * Runs a worker.
     *
     * @param args the contender and the server's base URI
     */
    public static void main(String[] args) {
        int status = 1;
        try {
            LoadWorker worker = new LoadWorker(Contender.valueOf(args[0]).connect(URI.create(args[1])));
            worker.obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)));
            status = 0;
        } catch (Throwable failed) {
            Thread self = Thread.currentThread();
            self.getUncaughtExceptionHandler().uncaughtException(self, failed);
        } finally {
            System.exit(status); // a contender has threads that would keep the process alive
        }
    }

    private void obey(BufferedReader commands) throws Exception {
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ", -1);
            System.out.println(
                    words[0].equals("run")
                            ? run(Integer.parseInt(words[1]))
                            : paced(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
        }
    }

    String run(int calls) throws Exception {
        Semaphore room = new Semaphore(IN_FLIGHT);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        long bytes = allocated();
        long processor = processorTime();
        long begun = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            acquire(room, 1);
            caller.call().whenComplete((answer, thrown) -> {
                if (thrown != null) {
                    failure.set(thrown);
                }
                room.release();
            });
        }
        acquire(room, IN_FLIGHT);
        long wall = System.nanoTime() - begun;
        requireNone(failure.get());
        return wall + " " + (processorTime() - processor) + " " + (allocated() - bytes);
    }

    String paced(int rate, int seconds) throws Exception {
        int calls = Math.multiplyExact(rate, seconds);
        long[] nanos = new long[calls];
        Semaphore ended = new Semaphore(0);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        long begun = System.nanoTime();
        long step = TimeUnit.SECONDS.toNanos(1) / rate;
        for (int i = 0; i < calls; i++) {
            int call = i;
            long planned = begun + i * step;
            for (long left = planned - System.nanoTime(); left > 0; left = planned - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            caller.call().whenComplete((answer, thrown) -> {
                nanos[call] = System.nanoTime() - planned;
                if (thrown != null) {
                    failure.set(thrown);
                }
                ended.release();
            });
        }
        acquire(ended, calls);
        requireNone(failure.get());
        Arrays.sort(nanos);
        return nanos[calls / 2] + " " + nanos[(int) (calls * 0.99)] + " " + nanos[calls - 1];
    }

    private static void acquire(Semaphore permits, int wanted) throws InterruptedException, TimeoutException {
        if (!permits.tryAcquire(wanted, MAX_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("no answer within " + MAX_SECONDS + " s");
        }
    }

    private static void requireNone(@Nullable Throwable failure) throws ExecutionException {
        if (failure != null) {
            throw new ExecutionException("a call failed, so the round counts nothing", failure);
        }
    }

    /** Sums up what living threads have allocated. None of those that carry calls ends within a round. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    private static long processorTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
