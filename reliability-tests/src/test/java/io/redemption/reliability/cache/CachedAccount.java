package io.redemption.reliability.cache;

import io.redemption.cache.CacheOptions;
import io.redemption.cache.CachingRedemptionPort;
import io.redemption.cache.Variant;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Completeness;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.TransactionId;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A coupon with two possible redemptions at an issuer that answers at once, seen through the cache. */
final class CachedAccount {
    private static final RedeemableId COUPON = RedeemableId.coupon("cpn-1");
    /** Made once: what makes values is no part of what is checked, and every step of it would be watched. */
    private static final List<RedemptionAttempt> ATTEMPTS = List.of(attempt(0), attempt(1));

    private static final List<Redemption> REDEMPTIONS = List.of(redemption(0), redemption(1));
    private static final List<Reversal> REVERSALS =
            REDEMPTIONS.stream().map(Reversal::of).toList();
    private static final List<CompletionStage<Optional<RedemptionHistory>>> HISTORIES =
            List.of(history(), history(0), history(1), history(1, 0));
    private static final CacheOptions OPTIONS =
            CacheOptions.builder().time(new NoTime()).rereadDelays(List.of()).build();

    private final CachingRedemptionPort cache;

    CachedAccount(Variant variant) {
        this.cache = variant.over(new TwoBits(), OPTIONS);
    }

    private static RedemptionAttempt attempt(int n) {
        return new RedemptionAttempt(
                AttemptId.of("attempt-" + n),
                RedemptionRequest.builder(COUPON).user("user").build(),
                TransactionId.of("t-" + n),
                Instant.EPOCH);
    }

    private static Redemption redemption(int n) {
        return Redemption.builder(RedemptionId.of("rdm-" + n), COUPON, Instant.EPOCH.plusSeconds(n))
                .build();
    }

    private static CompletionStage<Optional<RedemptionHistory>> history(Integer... numbers) {
        List<Redemption> shown =
                List.of(numbers).stream().map(CachedAccount::redemption).toList();
        return CompletableFuture.completedStage(
                Optional.of(new RedemptionHistory(shown, (long) shown.size(), null, Completeness.PROVEN, null)));
    }

    void redeem(int number) {
        cache.redeem(ATTEMPTS.get(number));
    }

    void reverse(int number) {
        cache.reverse(REVERSALS.get(number));
    }

    String read() {
        CompletableFuture<Optional<RedemptionHistory>> read =
                cache.history(COUPON, HistoryQuery.ALL).toCompletableFuture();
        return read.join().orElseThrow().redemptions().toString();
    }

    /** Stands still: nothing gets old, and nothing waits. */
    private static final class NoTime implements TimeSource {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            throw new IllegalStateException("nothing waits here");
        }
    }

    /** The issuer: one bit for each redemption. A redemption that was reversed is not made again. */
    private static final class TwoBits implements RedemptionPort {
        private final int[] states = new int[2]; // 0 new, 1 active, 2 reversed

        private synchronized boolean step(int number, int from, int to) {
            boolean fits = states[number] == from;
            states[number] = fits ? to : states[number];
            return fits;
        }

        private synchronized int active() {
            return (states[0] == 1 ? 1 : 0) + (states[1] == 1 ? 2 : 0);
        }

        @Override
        public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
            int number = ATTEMPTS.indexOf(attempt);
            step(number, 0, 1);
            return CompletableFuture.completedStage(Redeemed.of(REDEMPTIONS.get(number)));
        }

        @Override
        public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
            int number = REVERSALS.indexOf(reversal);
            return CompletableFuture.completedStage(
                    step(number, 1, 2) ? new Reversed(reversal) : new NothingToReverse(reversal));
        }

        @Override
        public CompletionStage<Optional<Redemption>> find(
                RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
            int number = REDEMPTIONS.get(0).id().equals(redemption) ? 0 : 1;
            boolean active = (active() & (1 << number)) != 0;
            return CompletableFuture.completedStage(active ? Optional.of(REDEMPTIONS.get(number)) : Optional.empty());
        }

        @Override
        public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
            return HISTORIES.get(active());
        }

        @Override
        public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
            throw new UnsupportedOperationException("no baskets");
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(Set.of(), 2);
        }
    }
}
