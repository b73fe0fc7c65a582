package io.redemption.resilience;

import static io.redemption.resilience.ResilienceFixtures.CARD;
import static io.redemption.resilience.ResilienceFixtures.REDEMPTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.CallOptions;
import io.redemption.model.Freshness;
import io.redemption.model.Redemption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real threads wait for room, and some leave while they are given it. A wake-up that is lost would leave a caller
 * waiting, and room that is lost would make the bulkhead smaller for ever.
 */
@Timeout(60)
class WaitingCallersTest {
    private static final int ROOM = 4;
    private static final int CALLS = 500;

    private final ExecutorService issuer = Executors.newFixedThreadPool(ROOM);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final StubPort stub = new StubPort();
    private final ResilientRedemptionPort port = ResilientRedemptionPort.over(
            stub,
            ResilienceOptions.builder().maxConcurrentReads(ROOM).maxSends(1).build());
    private final ResilientRedemptionPort patient =
            port.withOptions(CallOptions.NONE.waitsForRoom(Duration.ofSeconds(10)));

    @AfterEach
    void stop() {
        callers.shutdownNow();
        issuer.shutdownNow();
    }

    private CompletableFuture<Optional<Redemption>> begin() {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        CompletableFuture<Optional<Redemption>> answer = new CompletableFuture<>();
        issuer.execute(() -> {
            underWay.decrementAndGet();
            answer.complete(Optional.empty());
        });
        return answer;
    }

    private CompletableFuture<Optional<Redemption>> find() {
        return patient.find(CARD, REDEMPTION.id(), Freshness.FROM_ISSUER).toCompletableFuture();
    }

    /** As many wait as there is room, so that none of twice as many callers is refused. */
    @Test
    void twiceAsManyCallersAsThereIsRoom_areAllServed() throws Exception {
        stub.then(this::begin);
        List<Future<Integer>> served = new ArrayList<>();
        for (int i = 0; i < 2 * ROOM; i++) {
            served.add(callers.submit(() -> {
                int answers = 0;
                for (int call = 0; call < CALLS; call++) {
                    answers += find().get(10, TimeUnit.SECONDS).isEmpty() ? 1 : 0;
                }
                return answers;
            }));
        }

        for (Future<Integer> answers : served) {
            assertThat(answers.get(30, TimeUnit.SECONDS)).isEqualTo(CALLS);
        }
        assertThat(stub.sends()).isEqualTo(2 * ROOM * CALLS);
        assertThat(most).as("under way at once").hasValueLessThanOrEqualTo(ROOM);
    }

    @Test
    void callersWhoLeaveWhileTheyWait_takeNoRoomWithThem() throws Exception {
        stub.then(this::begin);
        List<Future<?>> leaving = new ArrayList<>();
        for (int i = 0; i < 2 * ROOM; i++) {
            leaving.add(callers.submit(() -> {
                for (int call = 0; call < CALLS; call++) {
                    find().cancel(false);
                }
            }));
        }
        for (Future<?> left : leaving) {
            left.get(30, TimeUnit.SECONDS);
        }

        CompletableFuture<?>[] all = new CompletableFuture<?>[ROOM];
        List<CompletableFuture<Optional<Redemption>>> held = new ArrayList<>();
        stub.answering();
        for (int i = 0; i < ROOM; i++) {
            CompletableFuture<Optional<Redemption>> answer = new CompletableFuture<>();
            held.add(answer);
            stub.then(() -> answer);
        }
        for (int i = 0; i < ROOM; i++) {
            all[i] = find();
        }
        held.forEach(answer -> answer.complete(Optional.empty()));

        CompletableFuture.allOf(all).get(10, TimeUnit.SECONDS);
    }
}
