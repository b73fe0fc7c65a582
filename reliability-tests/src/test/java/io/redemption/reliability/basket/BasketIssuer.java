package io.redemption.reliability.basket;

import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.TransactionId;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer without baskets and without idempotency keys has recorded: each request that arrives is another
 * redemption. Its lists may lag. Another shopper has redeemed everything too. Not thread-safe.
 */
final class BasketIssuer {
    private record Entry(Redemption redemption, Instant visibleFrom) {}

    private final ManualTime world;
    private final Duration lag;
    private final Map<RedeemableId, List<Entry>> active = new HashMap<>();
    private final Map<TransactionId, Integer> posts = new HashMap<>();
    private final Map<RedemptionId, TransactionId> everMade = new HashMap<>();
    private final Set<TransactionId> unanswered = new HashSet<>();
    private int made;

    BasketIssuer(ManualTime world, Duration lag) {
        this.world = world;
        this.lag = lag;
    }

    /** Another redemption of the same value for the same user, which must stay. */
    void strangerRedeems(RedemptionAttempt like, boolean withTransaction) {
        TransactionId theirs = withTransaction ? TransactionId.of("theirs-" + made) : null;
        add(record(like, theirs));
    }

    Redemption redeem(RedemptionAttempt attempt) {
        Redemption redemption = record(attempt, attempt.transactionId());
        add(redemption);
        everMade.put(redemption.id(), marker(attempt));
        return redemption;
    }

    private static TransactionId marker(RedemptionAttempt attempt) {
        return Objects.requireNonNull(attempt.transactionId(), "an attempt without a transaction id");
    }

    /** Whether a redemption, which may be reversed by now, was made for an attempt. */
    boolean isOf(@Nullable RedemptionId id, RedemptionAttempt attempt) {
        return id != null && marker(attempt).equals(everMade.get(id));
    }

    /** The answer to a request or a reversal of an attempt was lost. */
    void leaveUnanswered(RedemptionAttempt attempt) {
        unanswered.add(marker(attempt));
    }

    void leaveUnanswered(RedemptionId id) {
        TransactionId of = everMade.get(id);
        if (of != null) {
            unanswered.add(of);
        }
    }

    boolean wasUnanswered(RedemptionAttempt attempt) {
        return unanswered.contains(marker(attempt));
    }

    private RedemptionId id() {
        return RedemptionId.of("red-" + made++);
    }

    private Redemption record(RedemptionAttempt attempt, @Nullable TransactionId transaction) {
        return Redemption.builder(id(), attempt.redeemable(), now())
                .redeemer(attempt.request().redeemer())
                .value(attempt.request().value())
                .transactionId(transaction)
                .build();
    }

    private void add(Redemption redemption) {
        active.computeIfAbsent(redemption.redeemable(), any -> new ArrayList<>())
                .add(new Entry(redemption, world.now().plus(lag)));
    }

    /** A request was sent, whatever becomes of it. */
    void posted(RedemptionAttempt attempt) {
        posts.merge(marker(attempt), 1, Integer::sum);
    }

    int posts(RedemptionAttempt attempt) {
        return posts.getOrDefault(marker(attempt), 0);
    }

    boolean reverse(RedeemableId on, RedemptionId id) {
        return active.getOrDefault(on, List.of())
                .removeIf(entry -> entry.redemption().id().equals(id));
    }

    List<Redemption> listed(RedeemableId on) {
        return active.getOrDefault(on, List.of()).stream()
                .filter(entry -> !entry.visibleFrom().isAfter(world.now()))
                .map(Entry::redemption)
                .toList();
    }

    /** How many redemptions of an attempt are active. */
    int active(RedemptionAttempt attempt) {
        return (int) active.getOrDefault(attempt.redeemable(), List.of()).stream()
                .filter(entry -> marker(attempt).equals(entry.redemption().transactionId()))
                .count();
    }

    /** How many redemptions are active that others made. */
    int strangers(List<RedemptionAttempt> ours) {
        int all = active.values().stream().mapToInt(List::size).sum();
        return all - ours.stream().mapToInt(this::active).sum();
    }

    Instant now() {
        return Instant.ofEpochSecond(world.now().getEpochSecond());
    }
}
