package io.redemption.checkout;

import io.redemption.AttemptId;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionOutcome;
import io.redemption.Ticket;
import io.redemption.Unknown;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A journal in a map: open attempts are kept until they are settled, settled ones until newer ones displace them. */
final class InMemoryAttemptJournal implements AttemptJournal {
    private record Entry(
            RedemptionAttempt attempt, @Nullable RedemptionOutcome outcome) {
        boolean isSettled() {
            return outcome != null && !(outcome instanceof Unknown);
        }
    }

    private final Map<AttemptId, Entry> entries = new ConcurrentHashMap<>();
    private final Queue<AttemptId> settled = new ConcurrentLinkedQueue<>();
    private final AtomicInteger settledCount = new AtomicInteger();
    private final int maxSettled;

    InMemoryAttemptJournal(int maxSettled) {
        this.maxSettled = maxSettled;
    }

    @Override
    public CompletionStage<Opening> open(RedemptionAttempt attempt) {
        Entry known = entries.putIfAbsent(attempt.id(), new Entry(attempt, null));
        return CompletableFuture.completedStage(opening(attempt, known));
    }

    private static Opening opening(RedemptionAttempt attempt, @Nullable Entry known) {
        if (known == null) {
            return new Opening.Fresh();
        }
        if (!known.attempt().hasContentOf(attempt)) {
            return new Opening.Reused();
        }
        RedemptionOutcome outcome = known.outcome();
        if (outcome == null || outcome instanceof Unknown) {
            Ticket ticket = outcome instanceof Unknown unknown ? unknown.ticket() : null;
            return new Opening.StillOpen(ticket);
        }
        return new Opening.Settled(outcome);
    }

    @Override
    public CompletionStage<Void> settle(AttemptId id, RedemptionOutcome outcome) {
        entries.computeIfPresent(id, (key, entry) -> {
            Entry next = new Entry(entry.attempt(), outcome);
            if (entry.isSettled()) {
                return next.isSettled() ? next : entry;
            }
            if (next.isSettled()) {
                settled.add(id);
                settledCount.incrementAndGet();
            }
            return next;
        });
        while (settledCount.get() > maxSettled) {
            AttemptId oldest = settled.poll();
            if (oldest == null) {
                break;
            }
            settledCount.decrementAndGet();
            entries.remove(oldest);
        }
        return done();
    }

    @Override
    public CompletionStage<Void> discard(AttemptId id) {
        entries.computeIfPresent(id, (key, entry) -> entry.isSettled() ? entry : null);
        return done();
    }

    private static CompletionStage<Void> done() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        done.complete(null);
        return done;
    }
}
