package io.redemption.reliability.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.CallOptions;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.FailureCode;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionRequest;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Applications on virtual threads block in every call, from thousands of threads at once. A call that held on to its
 * carrier thread would stop all others, on a machine with few cores for ever.
 */
@Tag("alone")
@Timeout(60)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "this JDK has no virtual threads")
class VirtualThreadTest {
    /** How many threads call at once; CI asks for more. */
    private static final int THREADS = Integer.getInteger("virtual.threads", 1_000);

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String OURS = "io.redemption.";
    private static final String TESTS = "io.redemption.reliability.";

    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final RedemptionServer server = RedemptionServer.start(
                    RedemptionServerOptions.builder(Merchant.of("shop", "secret", issuer))
                            .port(0)
                            .build())
            .toCompletableFuture()
            .join();
    private final Redemptions shop = VaucharRedemptions.connect(
            VaucharOptions.builder("http://127.0.0.1:" + server.port(), CredentialsProvider.of("shop", "secret"))
                    .build());
    private final Redemptions patient = shop.with(CallOptions.NONE.waitsForRoom(Duration.ofSeconds(5)));
    private final RedeemableId coupon = issuer.restore(
                    Coupon.builder("cpn-virtual", Discount.percentage("10")).build())
            .toCompletableFuture()
            .join();
    private ExecutorService threads;

    private enum End {
        REDEEMED,
        REFUSED,
        UNKNOWN,
        OVERLOADED
    }

    @BeforeEach
    void begin() throws ReflectiveOperationException {
        // The sources are for JDK 17.
        threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        // Classes are loaded by a platform thread, as at the start of an application: loading one pins.
        for (int i = 0; i < 20; i++) {
            assertThat(redeem(i % 2 == 0 ? shop : patient, "warm-" + i)).isEqualTo(End.REDEEMED);
        }
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        shop.close();
        server.stop().toCompletableFuture().join();
    }

    private End redeem(Redemptions redemptions, String user) {
        RedemptionRequest request = RedemptionRequest.builder(coupon).user(user).build();
        try {
            return redemptions
                    .blocking()
                    .redeem(request)
                    .fold(redeemed -> End.REDEEMED, refused -> End.REFUSED, unknown -> End.UNKNOWN);
        } catch (RedemptionException failed) {
            if (failed.code() != FailureCode.OVERLOADED) {
                throw failed;
            }
            return End.OVERLOADED;
        }
    }

    @Test
    void blockingCallsFromManyVirtualThreadsEndWithoutPinning() throws Exception {
        long begun = System.nanoTime();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<End>> calls = new ArrayList<>();
        List<String> pinned;
        try (PinnedThreads pins = new PinnedThreads()) {
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                calls.add(threads.submit(() -> {
                    start.await();
                    return redeem(number % 2 == 0 ? shop : patient, "user-" + number);
                }));
            }
            start.countDown();
            for (Future<End> call : calls) {
                call.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
            }
            pinned = pins.inPackage(OURS).stream()
                    .filter(stack -> stack.lines().map(String::strip).anyMatch(VirtualThreadTest::isOfTheLibrary))
                    .toList();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Map<End, Long> ends =
                calls.stream().collect(Collectors.groupingBy(VirtualThreadTest::endOf, Collectors.counting()));
        System.out.printf("virtual threads: %d calls in %d ms, ended %s%n", THREADS, took.toMillis(), ends);

        assertThat(pinned).as("stacks with our code that held a carrier thread").isEmpty();
        assertThat(took).isLessThan(BOUND);
        long redeemed = ends.getOrDefault(End.REDEEMED, 0L);
        long unknown = ends.getOrDefault(End.UNKNOWN, 0L);
        assertThat(ends).doesNotContainKey(End.REFUSED);
        assertThat(redeemed).as("at least as many as the bulkhead admits").isGreaterThanOrEqualTo(256);
        assertThat(recorded() - 20).as("redemptions at the issuer").isBetween(redeemed, redeemed + unknown);
    }

    /** Returns how a call ended, which is known by then. */
    private static End endOf(Future<End> call) {
        try {
            return call.get(0, TimeUnit.MILLISECONDS);
        } catch (Exception notKnown) {
            throw new AssertionError("a call that has ended has no end", notKnown);
        }
    }

    private static boolean isOfTheLibrary(String frame) {
        return frame.startsWith(OURS) && !frame.startsWith(TESTS);
    }

    private long recorded() {
        RedemptionHistory history = issuer.history(coupon, HistoryQuery.ALL_FROM_ISSUER)
                .toCompletableFuture()
                .join()
                .orElseThrow();
        return history.reportedCount() == null ? history.redemptions().size() : history.reportedCount();
    }

    /** The recording would be worth nothing if it did not see a thread that is pinned. */
    @Test
    void aThreadThatWaitsWhileItsClassIsInitializedIsSeen() throws Exception {
        try (PinnedThreads pins = new PinnedThreads()) {
            threads.submit(WaitsAtItsBeginning::touch).get(10, TimeUnit.SECONDS);

            assertThat(pins.inPackage(TESTS)).isNotEmpty();
        }
    }

    /** Waits in its initializer, below a frame of the virtual machine that cannot be unmounted. */
    private static final class WaitsAtItsBeginning {
        static {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Initializes the class. */
        static void touch() {}
    }
}
