package io.redemption.reliability.cache;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.RedemptionPort;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * An issuer whose lists show what it executed up to ten seconds late, whose network takes its time, and which loses
 * some answers. A single redemption is always found. For one thread, under manual time.
 */
final class LaggingIssuer implements RedemptionPort {
    private static final int MAX_LAG_MILLIS = 10_000;
    private static final int MAX_WAY_MILLIS = 150;

    private final ManualTime time;
    private final Random random;
    private final Map<RedeemableId, List<Entry>> entries = new HashMap<>();
    private long numbers;

    LaggingIssuer(ManualTime time, long seed) {
        this.time = time;
        this.random = new Random(seed);
    }

    /** A redemption, since when lists show it, and since when they do not any more. */
    private static final class Entry {
        private final Redemption redemption;
        private final Instant shownFrom;
        private boolean reversed;
        private Instant shownUntil = Instant.MAX;

        Entry(Redemption redemption, Instant shownFrom) {
            this.redemption = redemption;
            this.shownFrom = shownFrom;
        }
    }

    private Instant afterALag() {
        return time.now().plusMillis(random.nextInt(MAX_LAG_MILLIS));
    }

    /** Does something when the request has arrived, and answers when the answer has come back. */
    private <T> CompletionStage<T> remotely(Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        time.schedule(way(), () -> {
            T result = work.get();
            time.schedule(way(), () -> answer.complete(result));
        });
        return answer;
    }

    private Duration way() {
        return Duration.ofMillis(random.nextInt(MAX_WAY_MILLIS));
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        boolean loses = random.nextInt(20) == 0;
        return remotely(() -> {
            Redemption redemption = record(attempt);
            return loses
                    ? new Unknown(Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, time.now(), time.now()))
                    : Redeemed.of(redemption);
        });
    }

    private Redemption record(RedemptionAttempt attempt) {
        Redemption redemption = Redemption.builder(
                        RedemptionId.of("rdm-" + ++numbers), attempt.redeemable(), time.now())
                .redeemer(attempt.request().redeemer())
                .transactionId(attempt.transactionId())
                .build();
        entries.computeIfAbsent(attempt.redeemable(), id -> new ArrayList<>())
                .add(0, new Entry(redemption, afterALag()));
        return redemption;
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return remotely(() -> reverseNow(reversal) ? new Reversed(reversal) : new NothingToReverse(reversal));
    }

    /** Reverses without telling this node: somebody else does it. */
    boolean reverseNow(Reversal reversal) {
        Optional<Entry> active = active(reversal.redeemable(), reversal.redemption());
        active.ifPresent(entry -> {
            entry.reversed = true;
            entry.shownUntil = afterALag();
        });
        return active.isPresent();
    }

    private Optional<Entry> active(RedeemableId id, RedemptionId redemption) {
        return entries.getOrDefault(id, List.of()).stream()
                .filter(entry -> !entry.reversed && entry.redemption.id().equals(redemption))
                .findFirst();
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return remotely(() -> active(redeemable, redemption).map(entry -> entry.redemption));
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return remotely(() -> {
            Instant now = time.now();
            List<Redemption> shown = entries.getOrDefault(redeemable, List.of()).stream()
                    .filter(entry -> !entry.shownFrom.isAfter(now) && entry.shownUntil.isAfter(now))
                    .map(entry -> entry.redemption)
                    .toList();
            return Optional.of(new RedemptionHistory(shown, (long) shown.size(), null, Completeness.PROVEN, now));
        });
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return CompletableFuture.failedFuture(new RedemptionException(FailureCode.NOT_SUPPORTED, "no baskets"));
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Set.of(), 2);
    }
}
