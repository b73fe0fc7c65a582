package io.redemption.port;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.ManualTime;
import io.redemption.ProgrammedPort;
import io.redemption.Redemptions;
import io.redemption.Samples;
import io.redemption.Shop;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the journal in memory knows of an attempt after each record. */
class InMemoryAttemptJournalTest {
    private final ManualTime time = new ManualTime();
    private final Redemptions shop = Redemptions.builder(new ProgrammedPort())
            .time(time)
            .ids(IdSource.seeded(3))
            .build();
    private final AttemptJournal journal =
            new InMemoryAttemptJournal(new InMemoryAttemptJournal.Bounds(2, 1 << 20), time);
    private final RedemptionAttempt attempt = shop.prepare(Samples.aRequest().build());

    @Test
    void open_again_returnsTheStateOfTheAttempt() {
        Unknown unknown = unknown(attempt);

        Opening first = open(attempt);
        Opening second = open(attempt);
        settle(attempt, unknown);
        Opening third = open(attempt);
        settle(attempt, Samples.redeemed(attempt));
        Opening fourth = open(attempt);

        assertThat(first).isEqualTo(new Opening.Fresh(1, false));
        assertThat(second).isEqualTo(new Opening.Known(new AttemptState.Open(1, null)));
        assertThat(third).isEqualTo(new Opening.Known(new AttemptState.Open(1, unknown.ticket())));
        assertThat(fourth).isEqualTo(settled(attempt));
    }

    @Test
    void open_otherContent_isReused() {
        RedemptionAttempt other = shop.prepare(Samples.aRequest().value("50.01").build(), attempt.id());
        open(attempt);

        assertThat(open(other)).isInstanceOf(Opening.Reused.class);
    }

    @Test
    void discard_open_isForgottenAndSettledIsNot() {
        open(attempt);
        Shop.now(journal.discard(attempt.id(), 1).thenApply(done -> "discarded"));
        Opening afterOpen = open(attempt);
        settle(attempt, Samples.redeemed(attempt));
        Shop.now(journal.discard(attempt.id(), 1).thenApply(done -> "discarded"));
        Opening afterSettled = open(attempt);

        assertThat(afterOpen).isEqualTo(new Opening.Fresh(2, false));
        assertThat(afterSettled).isInstanceOf(Opening.Known.class);
    }

    @Test
    void settle_unknownAfterRedeemed_changesNothing() {
        open(attempt);
        settle(attempt, Samples.redeemed(attempt));

        settle(attempt, unknown(attempt));

        assertThat(open(attempt)).isEqualTo(settled(attempt));
    }

    @Test
    void settle_attemptThatItDoesNotKnow_isSettledForThatContentAndReusedForOther() {
        RedemptionAttempt other = shop.prepare(Samples.aRequest().value("50.01").build(), attempt.id());

        settle(attempt, Samples.redeemed(attempt));

        assertThat(open(attempt)).isEqualTo(settled(attempt));
        assertThat(open(other)).isInstanceOf(Opening.Reused.class);
        Shop.now(journal.discard(attempt.id(), 1).thenApply(done -> "discarded"));
        assertThat(open(attempt)).isInstanceOf(Opening.Known.class);
    }

    @Test
    void settle_unknownOfAnAttemptThatItDoesNotKnow_changesNothing() {
        settle(attempt, unknown(attempt));

        assertThat(open(attempt)).isEqualTo(new Opening.Fresh(1, false));
    }

    @Test
    void settle_manyAttemptsThatItDoesNotKnow_keepsTheNewest() {
        List<RedemptionAttempt> foreign = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RedemptionAttempt next = shop.prepare(Samples.aRequest().build());
            foreign.add(next);
            settle(next, Samples.redeemed(next));
        }

        assertThat(open(foreign.get(2))).isInstanceOf(Opening.Known.class);
        assertThat(open(foreign.get(1))).isInstanceOf(Opening.Known.class);
        assertThat(open(foreign.get(0))).isInstanceOf(Opening.Fresh.class);
    }

    @Test
    void settle_moreThanAreKept_forgetsTheOldestSettledAndNoOpenOne() {
        RedemptionAttempt inDoubt = shop.prepare(Samples.aRequest().build());
        open(inDoubt);
        settle(inDoubt, unknown(inDoubt));
        List<RedemptionAttempt> settled = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RedemptionAttempt next = shop.prepare(Samples.aRequest().build());
            settled.add(next);
            open(next);
            settle(next, Samples.redeemed(next));
            settle(next, Samples.redeemed(next));
        }

        assertThat(open(inDoubt))
                .isEqualTo(new Opening.Known(
                        new AttemptState.Open(1, unknown(inDoubt).ticket())));
        assertThat(open(settled.get(2))).isInstanceOf(Opening.Known.class);
        assertThat(open(settled.get(1))).isInstanceOf(Opening.Known.class);
        assertThat(open(settled.get(0))).isInstanceOf(Opening.Fresh.class);
    }

    @Test
    void open_byManyThreadsAtOnce_isFreshForExactlyOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            CyclicBarrier together = new CyclicBarrier(64);
            List<Future<Opening>> openings = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                openings.add(threads.submit(() -> {
                    together.await(10, SECONDS);
                    return open(attempt);
                }));
            }
            int fresh = 0;
            for (Future<Opening> opening : openings) {
                fresh += opening.get(10, SECONDS) instanceof Opening.Fresh ? 1 : 0;
            }

            assertThat(fresh).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private Opening open(RedemptionAttempt which) {
        return Shop.now(journal.open(which));
    }

    private long openingOf(RedemptionAttempt which) {
        return Shop.now(journal.find(which.id()))
                .map(state -> state.<Long>fold(Open::opening, s -> 0L, in -> 0L, reversed -> 0L, absent -> 0L))
                .orElse(AttemptJournal.NO_OPENING);
    }

    private static Opening settled(RedemptionAttempt which) {
        return new Opening.Known(new AttemptState.Settled(Samples.redeemed(which)));
    }

    private void settle(RedemptionAttempt which, RedemptionOutcome outcome) {
        Shop.now(journal.settle(which.id(), openingOf(which), outcome).thenApply(done -> "settled"));
    }

    private static Unknown unknown(RedemptionAttempt which) {
        return new Unknown(
                Ticket.of(which, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, ManualTime.START, ManualTime.START));
    }
}
