package io.redemption.reliability.threads;

import io.redemption.Redemptions;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionRequest;
import io.redemption.port.TimeSource;
import io.redemption.reliability.faults.ConcurrentCalls;
import io.redemption.resilience.BreakerSettings;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharOptionsBuilder;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * Runs in a JVM of its own: the JDK's common pool is full of tasks that wait, callers of another merchant wait in
 * continuations, and calls to an issuer that never answers have to end in time. Reports on a line: calls, how many of
 * them their deadline ended, by how many milliseconds the latest was late.
 */
final class BusyMachine {
    static final String OURS = "ours";
    static final String CONTROL = "control";

    private static final int OTHERS = 16;
    private static final int CONTROL_CALLS = 16;
    private static final Duration PATIENCE_WITH_CONTROL = Duration.ofMillis(600);
    private static final BreakerSettings HARDLY_EVER =
            new BreakerSettings(10_000, 10_000, 100, Duration.ofMillis(1), 1_000);

    private final CountDownLatch released = new CountDownLatch(1);
    private final String baseUri;
    private final int atOnce;
    private final Duration deadline;
    private final PrintStream report;

    private BusyMachine(String baseUri, int atOnce, Duration deadline, PrintStream report) {
        this.baseUri = baseUri;
        this.atOnce = atOnce;
        this.deadline = deadline;
        this.report = report;
    }

    /**
     * Reports to the standard output.
     *
     * @param arguments base URI, calls, calls at once, deadline in milliseconds, and whether to run the control as well
     */
    public static void main(String[] arguments) throws InterruptedException {
        BusyMachine machine = new BusyMachine(
                arguments[0],
                Integer.parseInt(arguments[2]),
                Duration.ofMillis(Long.parseLong(arguments[3])),
                System.out);
        machine.run(Integer.parseInt(arguments[1]), Boolean.parseBoolean(arguments[4]));
    }

    private void run(int calls, boolean withControl) throws InterruptedException {
        try (Redemptions ours =
                        VaucharRedemptions.connect(options(TimeSource.system()).build());
                Redemptions others = VaucharRedemptions.connect(
                        options(TimeSource.system()).completeOn(threads()).build())) {
            ConcurrentCalls.run(atOnce, atOnce, number -> call(ours)); // the first calls are slow: classes are loaded
            fillCommonPool();
            blockContinuations(others);
            Lateness lateness = new Lateness(deadline);
            ConcurrentCalls.run(calls, atOnce, number -> lateness.measure(() -> call(ours)));
            report(OURS, calls, lateness);
            if (withControl) {
                control();
            }
            released.countDown();
        }
    }

    private void report(String name, int calls, Lateness lateness) {
        report.println(String.join("\t", name, "" + calls, "" + lateness.metDeadline(), "" + lateness.mostMillis()));
    }

    private VaucharOptionsBuilder options(TimeSource time) {
        return VaucharOptions.builder(baseUri, CredentialsProvider.of("merchant", "key"))
                .time(time)
                .transport(http -> http.poolSize(atOnce)
                        .maxQueuedSends(atOnce)
                        .connectTimeout(deadline)
                        .sendTimeout(deadline))
                .resilience(resilience -> resilience
                        .totalDeadline(deadline)
                        .minimumSendTime(Duration.ofMillis(1))
                        .maxConcurrentWrites(atOnce)
                        .writeBreaker(HARDLY_EVER));
    }

    private static Executor threads() {
        return task -> {
            Thread thread = new Thread(task, "other-merchant");
            thread.setDaemon(true);
            thread.start();
        };
    }

    private static CompletionStage<?> call(Redemptions redemptions) {
        return redemptions.redeem(RedemptionRequest.builder(RedeemableId.coupon("id-1"))
                .user("123")
                .value("5.00")
                .build());
    }

    private void fillCommonPool() {
        int tasks = 4 * Math.max(1, ForkJoinPool.getCommonPoolParallelism());
        for (int i = 0; i < tasks; i++) {
            ForkJoinPool.commonPool().execute(this::block);
        }
    }

    private void blockContinuations(Redemptions others) throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(OTHERS);
        for (int i = 0; i < OTHERS; i++) {
            CompletionStage<?> unused = call(others).whenComplete((outcome, thrown) -> {
                blocked.countDown();
                block();
            });
        }
        if (!blocked.await(1, TimeUnit.MINUTES)) {
            throw new AssertionError("waited a minute for the other merchant's calls to end");
        }
    }

    private void block() {
        try {
            released.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the calls be as late as they like for a while; then the common pool is free again, and they end. */
    private void control() throws InterruptedException {
        try (Redemptions control =
                VaucharRedemptions.connect(options(new CommonPoolTime()).build())) {
            Lateness lateness = new Lateness(deadline);
            CompletableFuture<?>[] calls = new CompletableFuture<?>[CONTROL_CALLS];
            for (int i = 0; i < CONTROL_CALLS; i++) {
                calls[i] = lateness.measure(() -> call(control)).toCompletableFuture();
            }
            Duration portTimeout = deadline.plus(PATIENCE_WITH_CONTROL);
            boolean unused = released.await(portTimeout.toMillis(), TimeUnit.MILLISECONDS);
            released.countDown();
            CompletableFuture.allOf(calls).join();
            report(CONTROL, CONTROL_CALLS, lateness);
        }
    }
}
