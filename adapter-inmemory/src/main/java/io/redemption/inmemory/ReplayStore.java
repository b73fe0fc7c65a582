package io.redemption.inmemory;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the answer under each attempt id. Redeemed answers are kept forever, because forgetting one would allow to
 * redeem twice. Of the refusals, the newest are kept. Thread-safe.
 */
final class ReplayStore {
    private static final Comparator<RedemptionAttempt> BY_ID =
            Comparator.comparing(attempt -> attempt.id().value());

    private final Map<AttemptId, StoredAnswer> byAttempt = new ConcurrentHashMap<>();
    private final Queue<StoredAnswer> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refusalCount = new AtomicInteger();
    private final int maxRefusals;

    ReplayStore(int maxRefusals) {
        this.maxRefusals = maxRefusals;
    }

    /** Returns the earlier answer to an attempt, or the refusal of a reused id; {@code null} if the id is new. */
    @Nullable
    RedemptionOutcome replay(RedemptionAttempt attempt) {
        StoredAnswer answer = find(attempt.id());
        return answer == null ? null : answer.toOne(attempt);
    }

    /** Returns the earlier answer to a basket, or the refusal of reused ids; {@code null} if all ids are new. */
    @Nullable
    BasketOutcome replay(List<RedemptionAttempt> attempts) {
        Map<Integer, Refused> reused = new LinkedHashMap<>();
        for (int i = 0; i < attempts.size(); i++) {
            StoredAnswer answer = find(attempts.get(i).id());
            // Ask every answer, not the first attempt's only: this basket may be answered at the same time.
            BasketOutcome again = answer == null ? null : answer.toBasket(attempts);
            if (again != null) {
                return again;
            }
            if (answer != null) {
                reused.put(i, answer.reused(attempts.get(i)));
            }
        }
        return reused.isEmpty() ? null : new NoneRedeemed(reused);
    }

    /**
     * Returns the answer under an id. One that changes slots is read again under their locks: before that, its
     * redemption may not be recorded yet, or its claim may be withdrawn.
     */
    private @Nullable StoredAnswer find(AttemptId id) {
        StoredAnswer answer = byAttempt.get(id);
        while (answer != null && !answer.isRefusal()) {
            StoredAnswer seen = answer;
            answer = RedeemableSlot.locked(seen.slots(), () -> byAttempt.get(id));
            if (answer == seen) {
                return answer;
            }
        }
        return answer;
    }

    /**
     * Stores an answer under the ids of all its attempts, or under none if one of them is taken. The caller holds the
     * locks of the answer's slots. Ids are taken in one order, so that one of two calls that share ids succeeds.
     */
    boolean claim(StoredAnswer answer) {
        List<RedemptionAttempt> ordered = answer.attempts();
        if (ordered.size() > 1) {
            ordered = ordered.stream().sorted(BY_ID).toList();
        }
        List<AttemptId> claimed = new ArrayList<>(ordered.size());
        for (RedemptionAttempt attempt : ordered) {
            if (byAttempt.putIfAbsent(attempt.id(), answer) != null) {
                claimed.forEach(byAttempt::remove);
                return false;
            }
            claimed.add(attempt.id());
        }
        if (answer.isRefusal()) {
            refusals.add(answer);
            if (refusalCount.incrementAndGet() > maxRefusals) {
                forgetOldest();
            }
        }
        return true;
    }

    private void forgetOldest() {
        StoredAnswer oldest = refusals.poll();
        if (oldest != null) {
            refusalCount.decrementAndGet();
            oldest.attempts().forEach(attempt -> byAttempt.remove(attempt.id(), oldest));
        }
    }
}
