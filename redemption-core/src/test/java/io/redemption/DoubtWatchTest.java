package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.redemption.events.RedemptionListener.Contradicted;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.events.RedemptionListener.HandedOver;
import io.redemption.events.RedemptionListener.Resolved;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.port.ReversalState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Doubts of this process are resolved without anybody asking. */
class DoubtWatchTest {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final Duration HORIZON =
            RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY.plus(RedemptionsBuilder.DEFAULT_MAX_READ_LAG);

    private final Shop shop = new Shop(new ProgrammedPort());
    private final LyingIssuer issuer = new LyingIssuer(shop.time);
    private final Redemptions redemptions = watching().build();
    private final RedemptionAttempt attempt =
            redemptions.prepare(Samples.aRequest().build());

    DoubtWatchTest() {
        issuer.serve(shop.port);
    }

    private RedemptionsBuilder watching() {
        return shop.builder().resolveInBackground(true).pollSpread(new Random(1));
    }

    @Test
    void redeem_answerLost_isRedeemedInTheJournalWithinASecond() {
        issuer.answersAreLost = true;

        assertThat(Shop.now(redemptions.redeem(attempt))).isInstanceOf(Unknown.class);
        pass(Duration.ofSeconds(1));

        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(Redeemed.of(issuer.record.get(0))));
        assertThat(verdicts()).containsExactly(Verdict.CONFIRMED);
        assertThat(shop.log.of(Resolved.class).get(0).redemptions())
                .containsExactly(issuer.record.get(0).id());
        assertThat(shop.time.waiting()).as("timers").isZero();
        assertThat(shop.log.of(Ended.class)).as("reads are not calls").hasSize(1);
    }

    @Test
    void redeem_neverExecuted_isPolledFiveTimesAndThenAbsent() {
        prove();
        lose();
        List<Duration> polls = pollTimes();

        Shop.now(redemptions.redeem(attempt));
        polls.clear();
        long begun = shop.time.nanoTime();
        pass(Duration.ofMinutes(2));

        assertThat(polls).hasSize(5);
        double[] due = {0.25, 1, 4, 15};
        for (int i = 0; i < due.length; i++) {
            double at = (polls.get(i).toNanos() - begun) / 1e9;
            assertThat(at).isBetween(due[i] * 0.8 - 0.01, due[i] * 1.2 + 0.1);
        }
        double last = (polls.get(4).toNanos() - begun) / 1e9;
        assertThat(last).isBetween(65.5, 65.5 * 1.2 + 0.1);
        assertThat(shop.known(attempt)).contains(new AttemptState.Absent());
        assertThat(verdicts()).endsWith(Verdict.STILL_UNKNOWN, Verdict.ABSENT);
        assertThat(shop.time.waiting()).as("timers").isZero();
    }

    @Test
    void redeem_markerNotProven_isNeverAbsentButHandedOverAfterADay() {
        lose();

        Shop.now(redemptions.redeem(attempt));
        pass(HORIZON.multipliedBy(2));
        assertThat(shop.log.of(HandedOver.class)).isEmpty();
        passSlowly(Duration.ofHours(24));

        assertThat(shop.log.of(HandedOver.class))
                .extracting(event -> event.call().attempt(), HandedOver::obstacle)
                .containsExactly(tuple(attempt.id(), Obstacle.MARKER_NOT_PROVEN));
        assertThat(shop.known(attempt).orElseThrow()).isInstanceOf(AttemptState.Open.class);
        assertThat(shop.port.read).hasSizeBetween(20, 80);
        assertThat(shop.time.waiting()).as("timers").isZero();
    }

    @Test
    void redeem_twoFoundUnderOurMarker_tellsBothIdsAndIsConfirmedWhenOneIsTakenBack() {
        shop.port.onRedeem = asked -> {
            issuer.book(asked);
            issuer.book(asked);
            return CompletableFuture.failedStage(new IllegalStateException("lost"));
        };

        Shop.now(redemptions.redeem(attempt));
        pass(Duration.ofSeconds(1));
        Resolved duplicate = shop.log.of(Resolved.class).get(0);
        Redemption kept = issuer.record.get(1);
        issuer.record.remove(0);
        pass(Duration.ofMinutes(2));

        assertThat(duplicate.verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(duplicate.redemptions()).hasSize(2).contains(kept.id());
        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(Redeemed.of(kept)));
    }

    @Test
    void redeem_twoFoundForADay_isHandedOverAsDuplicate() {
        shop.port.onRedeem = asked -> {
            issuer.book(asked);
            issuer.book(asked);
            return CompletableFuture.failedStage(new IllegalStateException("lost"));
        };

        Shop.now(redemptions.redeem(attempt));
        passSlowly(Duration.ofHours(25));

        assertThat(shop.log.of(HandedOver.class))
                .extracting(HandedOver::obstacle)
                .containsExactly(Obstacle.DUPLICATE);
    }

    @Test
    void redeem_absentAndThenListedAfterAll_isContradictedOnlyByWhoAsks() {
        prove();
        lose();
        var ticket = ((Unknown) Shop.now(redemptions.redeem(attempt))).ticket();
        pass(Duration.ofMinutes(2));
        assertThat(shop.known(attempt)).contains(new AttemptState.Absent());

        issuer.book(attempt);
        Shop.now(redemptions.resolve(ticket));

        assertThat(shop.log.of(Contradicted.class)).hasSize(1);
    }

    @Test
    void reverse_lostBeforeTheIssuer_isStandingOnceItIsCertain() {
        Redemption redeemed = prove();
        shop.port.onReverse = reversal -> CompletableFuture.failedStage(new IllegalStateException("lost"));

        ReversalOutcome outcome = Shop.now(redemptions.reverse(Reversal.of(redeemed)));
        pass(Duration.ofSeconds(60));
        assertThat(Shop.now(shop.journal.findReversal(Reversal.of(redeemed))).orElseThrow())
                .isInstanceOf(ReversalState.InDoubt.class);
        pass(Duration.ofSeconds(30));

        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(Shop.now(shop.journal.findReversal(Reversal.of(redeemed))))
                .contains(new ReversalState.Standing(redeemed));
        assertThat(shop.time.waiting()).as("timers").isZero();
    }

    @Test
    void reverse_answerLost_isGoneAfterTheReadLag() {
        Redemption redeemed = prove();
        shop.port.onReverse = reversal -> {
            issuer.record.clear();
            return CompletableFuture.failedStage(new IllegalStateException("lost"));
        };

        Shop.now(redemptions.reverse(Reversal.of(redeemed)));
        pass(Duration.ofSeconds(20));

        assertThat(Shop.now(shop.journal.findReversal(Reversal.of(redeemed)))).contains(new ReversalState.Gone());
    }

    @Test
    void redeem_manyDoubtsAtOnce_arePolledWithinTheBudget() {
        Redemptions slow = watching().pollBudget(2, 5).build();
        issuer.answersAreLost = true;
        int[] unanswered = {0};
        var honest = shop.port.onHistory;
        int[] most = {0};
        shop.port.onHistory = query -> {
            var answer = honest.apply(query).toCompletableFuture();
            var late = new CompletableFuture<java.util.Optional<io.redemption.model.RedemptionHistory>>();
            most[0] = Math.max(most[0], ++unanswered[0]);
            shop.time.schedule(Duration.ofMillis(100), () -> {
                unanswered[0]--;
                late.complete(answer.join());
            });
            return late;
        };
        for (int i = 0; i < 100; i++) {
            Shop.now(slow.redeem(Samples.aRequest().build()));
        }

        pass(Duration.ofSeconds(10));
        int early = shop.port.read.size();
        pass(Duration.ofSeconds(60));

        assertThat(early).isBetween(40, 56);
        assertThat(most[0]).isEqualTo(2);
        assertThat(verdicts()).hasSize(100).containsOnly(Verdict.CONFIRMED);
    }

    @Test
    void close_doubtsUnderWay_leavesNoTimerAndPollsNothingMore() {
        CompletableFuture<java.util.Optional<io.redemption.model.RedemptionHistory>> endless =
                new CompletableFuture<>();
        lose();
        Shop.now(redemptions.redeem(attempt));
        Shop.now(redemptions.redeem(Samples.aRequest().build()));
        shop.port.onHistory = query -> endless;
        pass(Duration.ofSeconds(2));
        int polls = shop.port.read.size();

        redemptions.close();
        int left = shop.time.waiting();
        passSlowly(Duration.ofHours(1));

        assertThat(polls).isPositive();
        assertThat(left).as("timers").isZero();
        assertThat(endless).as("the read under way").isCancelled();
        assertThat(shop.port.read).hasSize(polls);
        assertThat(shop.known(attempt).orElseThrow()).isInstanceOf(AttemptState.Open.class);
    }

    @Test
    void redeem_ofAnAbsentAttempt_sendsItAndWatchesTheNewOpening() {
        prove();
        lose();
        Shop.now(redemptions.redeem(attempt));
        pass(Duration.ofMinutes(2));
        issuer.serve(shop.port);
        issuer.answersAreLost = true;

        Shop.now(redemptions.redeem(attempt));
        pass(Duration.ofSeconds(1));

        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(Redeemed.of(issuer.record.get(0))));
    }

    @Test
    void redeem_settledLateByTheAdapter_isNotPolledAnyMore() {
        CompletableFuture<io.redemption.model.RedemptionOutcome> late = new CompletableFuture<>();
        shop.port.onRedeem = asked -> late;
        var outcome = redemptions.redeem(attempt).toCompletableFuture();
        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        assertThat(outcome.join()).isInstanceOf(Unknown.class);

        late.complete(Refused.of(Samples.NEVER));
        pass(Duration.ofMinutes(3));

        assertThat(shop.port.read).isEmpty();
        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(Refused.of(Samples.NEVER)));
        assertThat(shop.time.waiting()).as("timers").isZero();
    }

    @Test
    void redeem_moreDoubtsThanAreWatched_areTakenFromTheJournalLater() {
        Redemptions small = watching()
                .journal(AttemptJournal.inMemory(shop.time))
                .maxWatched(3)
                .build();
        issuer.answersAreLost = true;
        for (int i = 0; i < 10; i++) {
            Shop.now(small.redeem(Samples.aRequest().build()));
        }
        pass(Duration.ofSeconds(30));
        int early = verdicts().size();
        pass(Duration.ofMinutes(6));

        assertThat(early).isEqualTo(3);
        assertThat(verdicts()).hasSize(10).containsOnly(Verdict.CONFIRMED);
        assertThat(shop.time.waiting()).as("timers").isZero();
    }

    private Redemption prove() {
        Shop.now(redemptions.redeem(Samples.aRequest().user("prover").build()));
        return issuer.record.get(0);
    }

    private void lose() {
        shop.port.onRedeem = asked -> CompletableFuture.failedStage(new IllegalStateException("lost"));
    }

    private List<Duration> pollTimes() {
        List<Duration> times = new ArrayList<>();
        var honest = shop.port.onHistory;
        shop.port.onHistory = query -> {
            times.add(Duration.ofNanos(shop.time.nanoTime()));
            return honest.apply(query);
        };
        return times;
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
