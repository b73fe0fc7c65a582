package io.redemption.port;

import io.redemption.model.Ticket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The doubts of the journal in memory, oldest first, with who may work on them. The process has one journal, so that a
 * lease only keeps a doubt from being handed out twice. Not thread-safe.
 */
final class DoubtLeases {
    /**
     * A doubt.
     *
     * @param opening the opening of the attempt, or {@link AttemptJournal#NO_OPENING}
     * @param sinceNanos when it was recorded first
     * @param heldUntilNanos until when it is not handed out
     * @param handedOver whether it is never handed out
     */
    private record Lease(long opening, long sinceNanos, long heldUntilNanos, boolean handedOver) {}

    private record HandedOver(Object subject, long opening, long sinceNanos) {}

    private final TimeSource time;
    private final Map<Object, Lease> leases = new LinkedHashMap<>();
    private final Deque<HandedOver> handedOver = new ArrayDeque<>();

    DoubtLeases(TimeSource time) {
        this.time = time;
    }

    /** Records a doubt that is held for some time. */
    void begin(Object subject, long opening, Duration hold) {
        long now = time.nanoTime();
        leases.remove(subject);
        leases.put(subject, new Lease(opening, now, now + hold.toNanos(), false));
    }

    boolean isKnown(Object subject) {
        return leases.containsKey(subject);
    }

    /** Returns whether a doubt is known and was recorded first less than this time ago. */
    boolean isYoungerThan(Duration age, Object subject) {
        Lease lease = leases.get(subject);
        return lease != null && time.nanoTime() - lease.sinceNanos() < age.toNanos();
    }

    void end(Object subject) {
        leases.remove(subject);
    }

    /**
     * Takes doubts that nobody holds.
     *
     * @param ticketOf returns what to hand out of a subject, or {@code null} if nothing is in doubt any more
     */
    List<PendingDoubt> take(int max, Duration hold, Function<Object, @Nullable Ticket> ticketOf) {
        long now = time.nanoTime();
        List<PendingDoubt> taken = new ArrayList<>();
        for (Map.Entry<Object, Lease> entry : leases.entrySet()) {
            Lease lease = entry.getValue();
            if (taken.size() >= max) {
                break;
            }
            Ticket ticket =
                    lease.handedOver() || lease.heldUntilNanos() - now > 0 ? null : ticketOf.apply(entry.getKey());
            if (ticket != null) {
                taken.add(new PendingDoubt(ticket, lease.opening(), Duration.ofNanos(now - lease.sinceNanos())));
                entry.setValue(new Lease(lease.opening(), lease.sinceNanos(), now + hold.toNanos(), false));
            }
        }
        return List.copyOf(taken);
    }

    /** Holds a doubt for some time from now. Returns whether it is still pending. */
    boolean hold(Object subject, long opening, Duration hold) {
        Lease lease = leases.get(subject);
        if (lease == null || lease.opening() != opening || lease.handedOver()) {
            return false;
        }
        leases.put(subject, new Lease(opening, lease.sinceNanos(), time.nanoTime() + hold.toNanos(), false));
        return true;
    }

    void handOver(Object subject, long opening) {
        Lease lease = leases.get(subject);
        if (lease != null && lease.opening() == opening && !lease.handedOver()) {
            leases.put(subject, new Lease(opening, lease.sinceNanos(), lease.heldUntilNanos(), true));
            handedOver.add(new HandedOver(subject, opening, time.nanoTime()));
        }
    }

    /**
     * Returns the subject that was handed over first, if that is long enough ago, and forgets it.
     *
     * @return the subject, or {@code null} if there is none
     */
    @Nullable
    Object displaceHandedOver(Duration keptFor) {
        for (HandedOver oldest = handedOver.peek();
                oldest != null && time.nanoTime() - oldest.sinceNanos() >= keptFor.toNanos();
                oldest = handedOver.peek()) {
            handedOver.poll();
            Lease lease = leases.get(oldest.subject());
            if (lease != null && lease.opening() == oldest.opening()) {
                leases.remove(oldest.subject());
                return oldest.subject();
            }
        }
        return null;
    }
}
