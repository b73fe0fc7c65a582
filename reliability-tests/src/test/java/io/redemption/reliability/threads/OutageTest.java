package io.redemption.reliability.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.model.AttemptId;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal;
import io.redemption.port.IdSource;
import io.redemption.port.Journals;
import io.redemption.reliability.Figures;
import io.redemption.reliability.Scale;
import io.redemption.testing.ManualTime;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An issuer that is down for two hours while a hundred redemptions a second go on, in virtual time. The journal takes
 * as much memory as it says, what it knows is still answered, and what ends a doubt ends it.
 */
@Timeout(300)
class OutageTest {
    private static final String CALLS = "outage: calls, a hundred a second";
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(10);
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(70);
    private static final int HOPELESS_EVERY = 8;
    private static final int ROUNDS = 3;

    /** How large the journal is: as by default, or a twentieth in a twentieth of the time. */
    private static final int SHARE = Scale.ofThisRun() == Scale.FULL ? 1 : 20;

    private final Figures figures = Figures.ofThisRun();
    private final ManualTime time = ManualTime.at(Instant.parse("2026-11-26T12:00:00Z"));
    private final OutageIssuer issuer = new OutageIssuer(time);
    private final AttemptJournal journal = Journals.inMemory(time, SHARE);
    private final Redemptions shop = Redemptions.builder(issuer)
            .journal(journal)
            .time(time)
            .ids(IdSource.seeded(1))
            .build();

    /** The attempts in doubt by their numbers: the attempts themselves would be memory that is not the journal's. */
    private final BitSet inDoubt = new BitSet();

    private int full;

    private static boolean isHopeless(int number) {
        return number % HOPELESS_EVERY == 0;
    }

    private RedemptionAttempt attempt(int number) {
        RedemptionRequest.Builder request = RedemptionRequest.builder(RedeemableId.coupon("coupon-" + number))
                .user("shopper");
        if (isHopeless(number)) {
            request.transaction(new TransactionChoice.AsGiven(TransactionId.of("basket-" + number)));
        }
        return shop.prepare(request.build(), AttemptId.of("order-" + number));
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void redeem_twoHoursOfOutage_takesBoundedMemoryAndEndsEveryDoubt() {
        RedemptionAttempt before = attempt(-1);
        RedemptionOutcome redeemed = answer(shop.redeem(before));
        issuer.down(true);
        int calls = figures.target(CALLS);
        long usedBefore = usedBytes();
        for (int i = 0; i < calls; i++) {
            time.advance(BETWEEN_CALLS);
            call(i);
        }
        long grown = usedBytes() - usedBefore;

        figures.prove(CALLS, inDoubt.cardinality() + full);
        figures.prove("outage: calls that ended unknown", inDoubt.cardinality());
        figures.prove("outage: calls that the full journal failed unsent", full);
        figures.prove(
                "outage: heap that was taken, in percent of what the journal may hold",
                100 * grown / Journals.maxOpenBytes(SHARE));
        assertThat(redeemed).isInstanceOf(Redeemed.class);
        assertThat(issuer.sends()).isEqualTo(1L + inDoubt.cardinality());
        proveThatKnowledgeIsAnswered(before);
        issuer.down(false);
        proveThatDoubtsEnd();
        proveThatHopelessOnesAreDisplaced();
    }

    private void call(int number) {
        shop.redeem(attempt(number)).whenComplete((outcome, thrown) -> {
            if (outcome instanceof Unknown) {
                inDoubt.set(number);
            } else if (thrown instanceof RedemptionException failure && failure.code() == FailureCode.JOURNAL_FULL) {
                full++;
            }
        });
    }

    private static long usedBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The journal is full, and the issuer is still down. */
    private void proveThatKnowledgeIsAnswered(RedemptionAttempt before) {
        long sends = issuer.sends();
        int inDoubtAlready = inDoubt.nextSetBit(1);

        assertThat(answer(shop.redeem(before)))
                .isInstanceOfSatisfying(
                        Redeemed.class, again -> assertThat(again.replayed()).isTrue());
        assertThat(answer(shop.redeem(attempt(inDoubtAlready)))).isInstanceOf(Unknown.class);
        assertThat(answer(shop.recover(attempt(inDoubtAlready)))).isInstanceOf(StillUnknown.class);
        assertThat(issuer.sends()).isEqualTo(sends);
    }

    /** The issuer is up: what can be found or proven absent is, while time passes, and makes room. */
    private void proveThatDoubtsEnd() {
        BitSet open = (BitSet) inDoubt.clone();
        int wrong = 0;
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            time.advance(SETTLED_AFTER);
            for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
                RedemptionAttempt attempt = attempt(i);
                Resolution resolution = answer(shop.recover(attempt));
                if (isHopeless(i) || !(resolution instanceof StillUnknown)) {
                    open.clear(i);
                    wrong += isRight(attempt, resolution) ? 0 : 1;
                }
            }
        }

        figures.prove("outage: doubts that did not end", open.cardinality());
        figures.prove("outage: doubts that ended wrongly", wrong);
        assertThat(answer(shop.redeem(attempt(-2)))).isInstanceOf(Redeemed.class);
    }

    private static boolean isRight(RedemptionAttempt attempt, Resolution resolution) {
        TransactionId marker = attempt.marker();
        if (marker == null) {
            return resolution instanceof StillUnknown;
        }
        return OutageIssuer.executes(marker) ? resolution instanceof Confirmed : resolution instanceof Absent;
    }

    /** Nothing can ever end a doubt without a marker; it is kept for a day. */
    private void proveThatHopelessOnesAreDisplaced() {
        long before = knownHopeless();
        time.advance(Duration.ofDays(1));
        RedemptionOutcome next = answer(shop.redeem(attempt(-3)));

        assertThat(before).isEqualTo(hopeless());
        assertThat(next).isInstanceOf(Redeemed.class);
        figures.prove("outage: hopeless doubts", before);
        figures.prove("outage: hopeless doubts after a day", knownHopeless());
    }

    private long hopeless() {
        return inDoubt.stream().filter(OutageTest::isHopeless).count();
    }

    private long knownHopeless() {
        return inDoubt.stream()
                .filter(OutageTest::isHopeless)
                .filter(i -> answer(journal.find(attempt(i).id())).isPresent())
                .count();
    }
}
