package io.redemption;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads, real time: no doubt is lost between them, and nothing runs on after close. */
@Timeout(60)
class DoubtWatchThreadsTest {
    private static final int DOUBTS = 400;
    private static final int THREADS = 8;

    private final AttemptJournal journal = AttemptJournal.inMemory();
    private final ProgrammedPort port = new ProgrammedPort();
    private final ConcurrentLinkedDeque<Redemption> record = new ConcurrentLinkedDeque<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private Redemptions open() {
        port.onRedeem = asked -> {
            record.addFirst(Samples.redemption(asked));
            return CompletableFuture.failedStage(new IllegalStateException("lost"));
        };
        port.onHistory = query -> CompletableFuture.supplyAsync(
                () -> Optional.of(new RedemptionHistory(
                        record.stream().filter(query::matches).toList(),
                        null,
                        null,
                        io.redemption.model.Completeness.PROVEN,
                        null)),
                threads);
        return Redemptions.builder(port)
                .journal(journal)
                .time(TimeSource.system())
                .pollBudget(THREADS, 100_000)
                .resolveWait(Duration.ofSeconds(30), Duration.ofSeconds(30))
                .build();
    }

    @Test
    void redeem_manyThreads_everyCallIsResolvedWhileItWaits() throws Exception {
        try (Redemptions redemptions = open()) {
            List<RedemptionAttempt> attempts = new ArrayList<>();
            List<Future<CompletionStage<RedemptionOutcome>>> calls = new ArrayList<>();
            CountDownLatch together = new CountDownLatch(1);
            for (int i = 0; i < DOUBTS; i++) {
                RedemptionAttempt attempt =
                        redemptions.prepare(Samples.aRequest().build());
                attempts.add(attempt);
                calls.add(threads.submit(() -> {
                    together.await(10, SECONDS);
                    return redemptions.redeem(attempt);
                }));
            }
            together.countDown();

            for (int i = 0; i < DOUBTS; i++) {
                RedemptionOutcome outcome = Shop.now(calls.get(i).get(20, SECONDS));
                assertThat(outcome).isEqualTo(Redeemed.of(Samples.redemption(attempts.get(i))));
                assertThat(Shop.now(journal.find(attempts.get(i).id())).orElseThrow())
                        .isInstanceOf(AttemptState.Settled.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void close_whilePolling_endsEveryWaitingCallAndPollsNoMore() throws Exception {
        Redemptions redemptions = open();
        port.onHistory = query -> new CompletableFuture<>();
        List<CompletableFuture<RedemptionOutcome>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(redemptions.redeem(Samples.aRequest().build()).toCompletableFuture());
        }
        Thread.sleep(500); // so that polls are under way
        int polls = port.read.size();

        redemptions.close();

        for (CompletableFuture<RedemptionOutcome> call : calls) {
            assertThat(call.get(10, SECONDS)).isInstanceOf(io.redemption.model.Unknown.class);
        }
        int afterClose = port.read.size();
        Thread.sleep(1_500);
        assertThat(polls).isPositive();
        assertThat(port.read).hasSizeLessThanOrEqualTo(afterClose + 1);
        threads.shutdownNow();
    }
}
