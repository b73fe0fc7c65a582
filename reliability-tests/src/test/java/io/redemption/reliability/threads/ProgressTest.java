package io.redemption.reliability.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.inmemory.LedgerEntry;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.reliability.Figures;
import io.redemption.reliability.Fixtures;
import io.redemption.reliability.RaceThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody waits for somebody else's rules, and a coupon with very many redemptions stays as fast as one with few. */
@Tag("alone")
@Timeout(300)
class ProgressTest {
    private static final String STUCK = "progress: threads in a rule that does not end";
    private static final String MANY = "progress: redemptions of one coupon";
    private static final int LISTINGS = 200;

    private final Figures figures = Figures.ofThisRun();

    @Test
    void redeem_whileRulesOfOthersDoNotEnd_isNotHeldUp() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(RaceThreads.SIZE);
        InMemoryRedemptionPort issuer = Fixtures.anIssuer((terms, usage, request, now) -> {
            if ("slow".equals(request.redeemer().userId()) && stuck.getCount() > 0) {
                stuck.countDown();
                RaceThreads.await(release, "the fast redeemers");
            }
            return null;
        });
        int fast = figures.target("progress: redemptions beside them");
        RedeemableId coupon =
                Fixtures.answer(issuer.issue(Fixtures.aCoupon().totalLimit(fast).build()));
        List<Future<RedemptionOutcome>> slow = new ArrayList<>();
        for (int i = 0; i < RaceThreads.SIZE; i++) {
            slow.add(RaceThreads.start(() -> Fixtures.answer(issuer.redeem(Fixtures.by("slow", coupon)))));
        }
        RaceThreads.await(stuck, "all threads to be stuck in a rule");

        int done = 0;
        for (int i = 0; i < fast; i++) {
            done += Fixtures.answer(issuer.redeem(Fixtures.by("fast", coupon))) instanceof Redeemed ? 1 : 0;
        }
        long listed = Fixtures.history(issuer, coupon).redemptions().size();
        release.countDown();
        List<RedemptionOutcome> late = slow.stream().map(RaceThreads::answer).toList();

        assertThat(listed).isEqualTo(done);
        assertThat(late).noneMatch(Redeemed.class::isInstance);
        figures.prove(STUCK, late.size());
        figures.prove("progress: redemptions beside them", done);
    }

    @Test
    void redeem_veryOften_staysFastAndKeepsOldSnapshots() {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        int many = figures.target(MANY);
        RedeemableId coupon = Fixtures.answer(issuer.issue(Fixtures.aCoupon().build()));
        List<LedgerEntry> keptLedger = List.of();
        RedemptionHistory keptHistory = Fixtures.history(issuer, coupon);
        List<Redemption> made = new ArrayList<>();
        long began = System.nanoTime();

        for (int i = 0; i < many; i++) {
            made.add(Fixtures.redeemed(Fixtures.answer(issuer.redeem(Fixtures.by("user-" + i % 10_000, coupon)))));
            if (i == many / 2) {
                keptLedger = issuer.ledger(coupon);
                keptHistory = Fixtures.history(issuer, coupon);
            }
        }
        long took = System.nanoTime() - began;

        assertThat(keptLedger)
                .hasSize(many / 2 + 1)
                .last()
                .isEqualTo(issuer.ledger(coupon).get(many / 2));
        assertThat(newestFirst(keptHistory)).isEqualTo(made.subList(0, many / 2 + 1));
        assertThat(newestFirst(Fixtures.history(issuer, coupon))).isEqualTo(made);
        figures.prove(MANY, made.size());
        figures.prove("progress: seconds they took", Duration.ofNanos(took).toSeconds());
    }

    private static List<Redemption> newestFirst(RedemptionHistory history) {
        List<Redemption> oldestFirst = new ArrayList<>(history.redemptions());
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    /**
     * A listing that looked at all for each one would take sixteen times as long for four times as many. Each cost is
     * the least of many, because what others on the machine, the compiler and the collector do can only add to it. The
     * two are taken in turn, so that a busy hour of the machine meets both.
     */
    @Test
    void history_ofFourTimesAsMany_takesAboutFourTimesAsMuch() {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        int many = figures.target(MANY);
        Listing quarter = new Listing(issuer, redeemedTimes(issuer, many / 4), many / 4);
        Listing whole = new Listing(issuer, redeemedTimes(issuer, many), many);

        Listing.Cost ofQuarter = quarter.cost();
        Listing.Cost ofWhole = whole.cost();
        for (int i = 1; i < LISTINGS; i++) {
            ofQuarter = ofQuarter.least(quarter.cost());
            ofWhole = ofWhole.least(whole.cost());
        }

        figures.prove(
                "progress: percent of the bytes to list a quarter, to list all",
                100 * ofWhole.bytes() / ofQuarter.bytes());
        figures.prove(
                "progress: percent of the time to list a quarter, to list all",
                100 * ofWhole.nanos() / ofQuarter.nanos());
    }

    private static RedeemableId redeemedTimes(InMemoryRedemptionPort issuer, int times) {
        RedeemableId coupon = Fixtures.answer(issuer.issue(Fixtures.aCoupon().build()));
        for (int i = 0; i < times; i++) {
            Fixtures.redeemed(Fixtures.answer(issuer.redeem(Fixtures.by("user", coupon))));
        }
        return coupon;
    }
}
