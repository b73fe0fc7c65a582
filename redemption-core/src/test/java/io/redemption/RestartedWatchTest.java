package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener.HandedOver;
import io.redemption.events.RedemptionListener.Resolved;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.PendingDoubt;
import io.redemption.port.ReversalState;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an ended process left in doubt is settled by the next one, from the journal alone. */
class RestartedWatchTest {
    private static final Duration STEP = Duration.ofMillis(100);

    private final Shop shop = new Shop(new ProgrammedPort());
    private final LyingIssuer issuer = new LyingIssuer(shop.time);
    private final ProgrammedJournal journal = new ProgrammedJournal(AttemptJournal.inMemory(shop.time));
    private final ProgrammedJournal journalBefore = new ProgrammedJournal(journal);
    private final Redemptions before =
            process(1).journal(journalBefore).resolveInBackground(false).build();
    private final RedemptionAttempt attempt = before.prepare(Samples.aRequest().build());

    RestartedWatchTest() {
        issuer.serve(shop.port);
        journal.survivesRestart = true;
    }

    private RedemptionsBuilder process(int seed) {
        return shop.builder().journal(journal).resolveInBackground(true).pollSpread(new Random(seed));
    }

    @Test
    void start_crashedWithTheAnswerUnderWay_isConfirmed() {
        shop.port.onRedeem = asked -> {
            issuer.book(asked);
            return new CompletableFuture<>();
        };
        crashInRedeem();

        living(process(2), () -> {
            pass(AttemptJournal.HELD_AFTER_OPENING.plusSeconds(40));
        });

        assertThat(known()).isEqualTo(new AttemptState.Settled(Redeemed.of(issuer.record.get(0))));
        assertThat(verdicts()).containsExactly(Verdict.CONFIRMED);
    }

    @Test
    void start_crashedBeforeAnythingArrived_isAbsentByWhatTheEarlierProcessLearnedOfTheLists() {
        prove();
        shop.port.onRedeem = asked -> new CompletableFuture<>();
        crashInRedeem();

        living(process(2), () -> {
            pass(AttemptJournal.HELD_AFTER_OPENING.plusSeconds(90));
            assertThat(known()).as("too early").isInstanceOf(AttemptState.Open.class);
            pass(Duration.ofMinutes(2));
        });

        assertThat(known()).isEqualTo(new AttemptState.Absent());
    }

    /** Counter-example of the one above: without the evidence of the earlier process nothing is absent. */
    @Test
    void start_evidenceNotKept_isNotAbsent() {
        shop.port.onRedeem = asked -> new CompletableFuture<>();
        crashInRedeem();

        living(process(2), () -> {
            pass(Duration.ofMinutes(10));
        });

        assertThat(known()).isInstanceOf(AttemptState.Open.class);
        assertThat(verdicts()).isNotEmpty().containsOnly(Verdict.STILL_UNKNOWN);
    }

    @Test
    void start_listsAlterIdsAsTheEarlierProcessSaw_isNotAbsent() {
        prove();
        journal.learned(attempt.redeemable().kind(), false);
        shop.port.onRedeem = asked -> new CompletableFuture<>();
        crashInRedeem();

        living(process(2), () -> {
            pass(Duration.ofMinutes(10));
        });

        assertThat(known()).isInstanceOf(AttemptState.Open.class);
    }

    @Test
    void start_reversalLeftInDoubt_isSettled() {
        prove();
        Reversal reversal = Reversal.of(issuer.record.get(0));
        shop.port.onReverse = asked -> {
            issuer.record.clear();
            return CompletableFuture.failedStage(new IllegalStateException("lost"));
        };
        Shop.now(before.reverse(reversal));

        living(process(2), () -> {
            pass(Duration.ofMinutes(6));
        });

        assertThat(Shop.now(journal.findReversal(reversal))).contains(new ReversalState.Gone());
    }

    @Test
    void start_cannotBeSettled_isHandedOverOnceAndForEver() {
        shop.port.onRedeem = asked -> new CompletableFuture<>();
        crashInRedeem();

        living(process(2), () -> {
            passSlowly(Duration.ofHours(12));
        });
        living(process(3), () -> {
            passSlowly(Duration.ofHours(14));
            assertThat(shop.log.of(HandedOver.class))
                    .extracting(HandedOver::obstacle)
                    .containsExactly(Obstacle.MARKER_NOT_PROVEN);
            passSlowly(Duration.ofHours(30));
        });

        assertThat(shop.log.of(HandedOver.class)).hasSize(1);
        assertThat(known()).isInstanceOf(AttemptState.Open.class);
    }

    @Test
    void poll_leaseEndsWhileItReads_recordsNothing() {
        prove();
        shop.port.onRedeem = asked -> new CompletableFuture<>();
        crashInRedeem();
        issuer.book(attempt);
        pass(AttemptJournal.HELD_AFTER_OPENING);
        var honest = shop.port.onHistory;
        boolean[] pauses = {true};
        shop.port.onHistory = query -> {
            if (pauses[0]) {
                pauses[0] = false;
                shop.time.advance(Duration.ofHours(1)); // the process stood still, as in a long collection
            }
            return honest.apply(query);
        };

        living(process(2), () -> {
            pass(Duration.ofSeconds(3));
            assertThat(pauses[0]).as("polled").isFalse();
            assertThat(known()).isInstanceOf(AttemptState.Open.class);
            pass(Duration.ofMinutes(3));
        });

        assertThat(known()).isEqualTo(new AttemptState.Settled(Redeemed.of(issuer.record.get(0))));
    }

    @Test
    void poll_anotherProcessHoldsIt_isLeftAlone() {
        prove();
        shop.port.onRedeem = asked -> new CompletableFuture<>();
        crashInRedeem();
        pass(AttemptJournal.HELD_AFTER_OPENING);
        List<PendingDoubt> taken = Shop.now(journal.takeDoubts(1, Duration.ofMinutes(5)));
        int reads = shop.port.read.size();

        living(process(2), () -> {
            pass(Duration.ofMinutes(4));
            assertThat(shop.port.read).hasSize(reads);
            pass(Duration.ofMinutes(2));
            assertThat(shop.port.read).hasSizeGreaterThan(reads);
        });

        assertThat(taken).hasSize(1);
    }

    @Test
    void close_sharedJournal_givesTheLeaseBackForAnotherProcess() {
        journal.isShared = true;
        shop.port.onRedeem = asked -> new CompletableFuture<>();
        crashInRedeem();

        living(process(2), () -> {
            pass(AttemptJournal.HELD_AFTER_OPENING.plusSeconds(40));
            assertThat(Shop.now(journal.takeDoubts(1, Duration.ofMinutes(5))))
                    .as("held")
                    .isEmpty();
        });

        assertThat(Shop.now(journal.takeDoubts(1, Duration.ofMinutes(5)))).hasSize(1);
    }

    @Test
    void start_journalFailsForAWhile_isSettledAfterwards() {
        shop.port.onRedeem = asked -> {
            issuer.book(asked);
            return new CompletableFuture<RedemptionOutcome>();
        };
        crashInRedeem();
        var taking = journal.onTakeDoubts;
        var holding = journal.onHold;
        journal.onTakeDoubts = (max, lease) -> CompletableFuture.failedStage(new IllegalStateException("away"));
        journal.onHold = (doubt, lease) -> {
            throw new IllegalStateException("away");
        };

        living(process(2), () -> {
            pass(Duration.ofMinutes(3));
            journal.onTakeDoubts = taking;
            pass(Duration.ofMinutes(1));
            assertThat(known()).isInstanceOf(AttemptState.Open.class);
            journal.onHold = holding;
            pass(Duration.ofMinutes(4));
        });

        assertThat(known()).isEqualTo(new AttemptState.Settled(Redeemed.of(issuer.record.get(0))));
    }

    private static void living(RedemptionsBuilder process, Runnable meanwhile) {
        Redemptions redemptions = process.build();
        try {
            meanwhile.run();
        } finally {
            redemptions.close();
        }
    }

    /** Begins to redeem, and records nothing after that. */
    private void crashInRedeem() {
        before.redeem(attempt);
        journalBefore.onSettle = (id, opening, outcome) -> new CompletableFuture<>();
    }

    private AttemptState known() {
        return Shop.now(journal.find(attempt.id())).orElseThrow();
    }

    private void prove() {
        Shop.now(before.redeem(Samples.aRequest().user("prover").build()));
    }

    private List<Verdict> verdicts() {
        return shop.log.of(Resolved.class).stream().map(Resolved::verdict).toList();
    }

    private void pass(Duration by) {
        for (Duration passed = Duration.ZERO; passed.compareTo(by) < 0; passed = passed.plus(STEP)) {
            shop.time.advance(STEP);
        }
    }

    private void passSlowly(Duration by) {
        for (Duration passed = Duration.ZERO; passed.compareTo(by) < 0; passed = passed.plus(Duration.ofSeconds(10))) {
            shop.time.advance(Duration.ofSeconds(10));
        }
    }
}
