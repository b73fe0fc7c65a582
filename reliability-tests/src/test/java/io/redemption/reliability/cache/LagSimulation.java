package io.redemption.reliability.cache;

import io.redemption.cache.CacheListener;
import io.redemption.cache.CacheOptions;
import io.redemption.cache.CachingRedemptionPort;
import io.redemption.cache.Variant;
import io.redemption.model.AttemptId;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.TransactionId;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One shop on one node, for a thousand steps of virtual time: it redeems, reverses and reads, and reads at once
 * whenever something is acknowledged. Every answer is held against what was acknowledged before its call began. One
 * seed, one run.
 */
final class LagSimulation implements CacheListener {
    private static final int STEPS = 1_000;
    private static final int REDEEMABLES = 6;
    private static final int MAX_PAUSE_MILLIS = 600;

    private final ManualTime time = ManualTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final LaggingIssuer issuer;
    private final CachingRedemptionPort cache;
    private final Random random;
    private final List<Redemption> acknowledged = new ArrayList<>();
    /** What may be gone by now: a reversal was sent, or somebody else has reversed it. */
    private final Set<RedemptionId> doomed = new HashSet<>();

    /** Each has one doubt at most: the first of several that is settled opens the redeemable for all. */
    private final Set<RedemptionId> gone = new HashSet<>();

    private long attempts;
    private final Counts counts = new Counts();

    LagSimulation(Variant variant, long seed) {
        this.random = new Random(seed);
        this.issuer = new LaggingIssuer(time, seed + 1);
        this.cache = variant.over(
                issuer,
                CacheOptions.builder()
                        .time(time)
                        .maxReadLag(Duration.ofSeconds(10))
                        .listener(this)
                        .build());
    }

    /** What a run has seen. */
    static final class Counts {
        /** Reads that began after an acknowledgement, and because of it. */
        int pairs;
        /** Reads that were answered. */
        int reads;
        /** Answers that predate an acknowledgement. */
        int stale;
        /** Loads across an acknowledgement. */
        int overtaken;
        /** Loads that failed the check. */
        int lagging;
        /** Answers out of memory. */
        int hits;

        void add(Counts other) {
            pairs += other.pairs;
            reads += other.reads;
            stale += other.stale;
            overtaken += other.overtaken;
            lagging += other.lagging;
            hits += other.hits;
        }
    }

    @Override
    public void cacheLoaded(CacheLoaded event) {
        counts.overtaken += event.result() == LoadResult.OVERTAKEN ? 1 : 0;
        counts.lagging += event.result() == LoadResult.STALE ? 1 : 0;
    }

    @Override
    public void cacheRead(CacheRead event) {
        counts.hits += event.result() == CacheResult.HIT ? 1 : 0;
    }

    Counts run() {
        for (int step = 0; step < STEPS; step++) {
            time.advance(Duration.ofMillis(random.nextInt(MAX_PAUSE_MILLIS)));
            int choice = random.nextInt(100);
            RedeemableId id = RedeemableId.coupon("cpn-" + random.nextInt(REDEEMABLES));
            if (choice < 35) {
                redeem(id);
            } else if (choice < 50) {
                reverse();
            } else if (choice < 53) {
                somebodyElseReverses();
            } else {
                read(id);
            }
        }
        time.advance(Duration.ofSeconds(60));
        return counts;
    }

    private void redeem(RedeemableId id) {
        RedemptionAttempt attempt = new RedemptionAttempt(
                AttemptId.of("attempt-" + ++attempts),
                RedemptionRequest.builder(id).user("user").build(),
                TransactionId.of("t-" + attempts),
                time.now());
        cache.redeem(attempt).thenAccept(outcome -> {
            if (outcome instanceof Redeemed redeemed) {
                learn(redeemed.redemption());
            } else {
                lookFor(attempt);
            }
        });
    }

    private void learn(Redemption redemption) {
        acknowledged.add(redemption);
        counts.pairs++;
        read(redemption.redeemable());
    }

    /**
     * The answer was lost: the shop asks the issuer each second, until its list shows the redemption; then it is known.
     */
    private void lookFor(RedemptionAttempt attempt) {
        RedeemableId id = attempt.redeemable();
        cache.history(id, HistoryQuery.ALL_FROM_ISSUER).thenAccept(history -> {
            List<Redemption> found = history.orElseThrow().redemptions().stream()
                    .filter(one -> Objects.equals(attempt.transactionId(), one.transactionId()))
                    .toList();
            if (found.isEmpty()) {
                time.schedule(Duration.ofSeconds(1), () -> lookFor(attempt));
                return;
            }
            learn(found.get(0));
            cache.changed(id, Change.ADDED, new RedemptionChange(found.get(0).id(), found.get(0)));
            cache.changed(id, Change.SETTLED, RedemptionChange.of(attempt.id()));
        });
    }

    private void reverse() {
        Redemption chosen = choose();
        if (chosen != null) {
            Reversal reversal = Reversal.of(chosen);
            cache.reverse(reversal).thenAccept(outcome -> {
                if (outcome instanceof Reversed) {
                    gone.add(chosen.id());
                    counts.pairs++;
                    read(chosen.redeemable());
                }
            });
        }
    }

    private void somebodyElseReverses() {
        Redemption chosen = choose();
        if (chosen != null) {
            issuer.reverseNow(Reversal.of(chosen));
        }
    }

    private @Nullable Redemption choose() {
        if (acknowledged.isEmpty()) {
            return null;
        }
        Redemption chosen = acknowledged.remove(random.nextInt(acknowledged.size()));
        doomed.add(chosen.id());
        return chosen;
    }

    private void read(RedeemableId id) {
        Set<RedemptionId> hasToShow = acknowledged.stream()
                .filter(one -> one.redeemable().equals(id))
                .map(Redemption::id)
                .collect(Collectors.toSet());
        Set<RedemptionId> mustNotShow = Set.copyOf(gone);
        cache.history(id, HistoryQuery.ALL).thenAccept(history -> judge(history.orElseThrow(), hasToShow, mustNotShow));
    }

    private void judge(RedemptionHistory history, Set<RedemptionId> hasToShow, Set<RedemptionId> mustNotShow) {
        Set<RedemptionId> shown =
                history.redemptions().stream().map(Redemption::id).collect(Collectors.toSet());
        boolean misses = hasToShow.stream().anyMatch(id -> !shown.contains(id) && !doomed.contains(id));
        boolean revives = shown.stream().anyMatch(mustNotShow::contains);
        counts.reads++;
        counts.stale += misses || revives ? 1 : 0;
    }
}
