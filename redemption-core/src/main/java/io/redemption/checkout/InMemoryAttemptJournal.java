package io.redemption.checkout;

import io.redemption.AttemptId;
import io.redemption.EchoCheck;
import io.redemption.Redeemed;
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
    /** What is known: the attempt, unless another process made it, and how it ended, unless it has not. */
    private record Entry(
            @Nullable RedemptionAttempt attempt, @Nullable RedemptionOutcome outcome) {
        boolean isSettled() {
            return outcome != null && !(outcome instanceof Unknown);
        }

        boolean hasContentOf(RedemptionAttempt other) {
            if (attempt != null) {
                return attempt.hasContentOf(other);
            }
            return !(outcome instanceof Redeemed redeemed)
                    || EchoCheck.contradiction(other, redeemed.redemption()) == null;
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
        if (!known.hasContentOf(attempt)) {
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
        entries.compute(id, (key, entry) -> {
            Entry next = new Entry(entry == null ? null : entry.attempt(), outcome);
            if (!next.isSettled()) {
                return entry == null || entry.isSettled() ? entry : next;
            }
            if (entry == null || !entry.isSettled()) {
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
