package io.redemption.port;

import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.DecisionResult;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptState.Absent;
import io.redemption.port.AttemptState.InReversal;
import io.redemption.port.AttemptState.Open;
import io.redemption.port.AttemptState.Reversed;
import io.redemption.port.AttemptState.Settled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A journal in memory under one lock. No method waits while it holds the lock. */
final class InMemoryAttemptJournal implements AttemptJournal {
    static final Bounds DEFAULT_BOUNDS = new Bounds(100_000, 64L << 20);

    /** How long a doubt that nothing can settle is kept. */
    private static final Duration HOPELESS_AFTER = Duration.ofHours(24);

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    /**
     * The limits of the journal.
     *
     * @param maxSettled attempts that are settled or absent, and reversals
     * @param maxOpenBytes the memory of all open attempts, estimated from the lengths of their texts
     */
    record Bounds(int maxSettled, long maxOpenBytes) {}

    private record Hopeless(AttemptId id, long opening, long since) {}

    private final Bounds bounds;
    private final TimeSource time;
    private final Map<AttemptId, JournalEntry> open = new HashMap<>();
    private final Map<JournalEntry.TransactionKey, AttemptId> openTransactions = new HashMap<>();
    private final ClosedAttempts closed = new ClosedAttempts();
    private final LinkedHashMap<Reversal, ReversalState> reversals = new LinkedHashMap<>();
    private final Deque<Hopeless> hopeless = new ArrayDeque<>();
    private final DoubtLeases doubts;
    private final Map<RedeemableKind, Map<Boolean, Long>> learnedAtNanos = new EnumMap<>(RedeemableKind.class);
    private long openBytes;
    private long openings;

    InMemoryAttemptJournal(Bounds bounds, TimeSource time) {
        this.bounds = bounds;
        this.time = time;
        this.doubts = new DoubtLeases(time);
    }

    @Override
    public boolean survivesRestart() {
        return false;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public synchronized CompletionStage<Opening> open(RedemptionAttempt attempt) {
        return CompletableFuture.completedFuture(opening(attempt));
    }

    private Opening opening(RedemptionAttempt attempt) {
        JournalEntry known = entry(attempt.id());
        if (known != null && !known.isAbsent()) {
            return known.hasContentOf(attempt) ? new Opening.Known(known.state()) : new Opening.Reused(known.state());
        }
        JournalEntry.TransactionKey key = JournalEntry.transactionOf(attempt);
        AttemptId first = key == null ? null : holderOf(key);
        JournalEntry holder = first == null ? null : entry(first);
        if (first != null && holder != null && !first.equals(attempt.id())) {
            return new Opening.TransactionTaken(first, holder.asksForSame(attempt), holder.state());
        }
        displaceHopeless();
        long opening = openings + 1;
        JournalEntry entry = JournalEntry.opened(attempt, opening);
        displaceHandedOver(entry.bytes());
        if (openBytes + entry.bytes() > bounds.maxOpenBytes()) {
            return new Opening.Full();
        }
        openings = opening;
        if (known != null) {
            closed.remove(attempt.id());
        }
        openBytes += entry.bytes();
        open.put(attempt.id(), entry);
        doubts.begin(attempt.id(), opening, HELD_AFTER_OPENING);
        if (key != null) {
            openTransactions.put(key, attempt.id());
        }
        return new Opening.Fresh(opening, known != null);
    }

    private @Nullable JournalEntry entry(AttemptId id) {
        JournalEntry entry = open.get(id);
        return entry == null ? closed.get(id) : entry;
    }

    private @Nullable AttemptId holderOf(JournalEntry.TransactionKey key) {
        AttemptId holder = openTransactions.get(key);
        return holder == null ? closed.holderOf(key) : holder;
    }

    @Override
    public synchronized CompletionStage<Optional<AttemptState>> find(AttemptId id) {
        return CompletableFuture.completedStage(Optional.ofNullable(entry(id)).map(JournalEntry::state));
    }

    @Override
    public synchronized CompletionStage<Optional<AttemptId>> ownerOf(Reversal redemption) {
        return CompletableFuture.completedFuture(Optional.ofNullable(closed.ownerOf(redemption)));
    }

    @Override
    public synchronized CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome) {
        outcome.fold(
                redeemed -> redeemed(id, redeemed.redemption()),
                refused -> refused(id, opening, refused),
                unknown -> unknown(id, opening, unknown));
        return DONE;
    }

    private boolean redeemed(AttemptId id, Redemption redemption) {
        JournalEntry entry = entry(id);
        boolean stands = entry == null
                || entry.state()
                        .fold(
                                open -> true,
                                settled -> settled.outcome().fold(other -> false, refused -> true, unknown -> true),
                                in -> false,
                                reversed -> !reversed.redemption().equals(Reversal.of(redemption)),
                                absent -> true);
        if (!stands) {
            return false;
        }
        close(id, entry, stateOf(redemption, reversals.get(Reversal.of(redemption))));
        return true;
    }

    private static AttemptState stateOf(Redemption redemption, @Nullable ReversalState reversal) {
        AttemptState stands = new Settled(Redeemed.of(redemption));
        return reversal == null
                ? stands
                : reversal.fold(
                        gone -> new Reversed(Reversal.of(redemption)),
                        doubt -> new InReversal(redemption, doubt.ticket()),
                        standing -> stands);
    }

    private boolean refused(AttemptId id, long opening, Refused refused) {
        JournalEntry entry = open.get(id);
        if (entry != null && entry.isOpenBy(opening)) {
            close(id, entry, new Settled(refused));
        }
        return true;
    }

    private boolean unknown(AttemptId id, long opening, Unknown unknown) {
        JournalEntry entry = open.get(id);
        if (entry == null || !entry.isOpenBy(opening)) {
            return false;
        }
        Ticket ticket = unknown.ticket();
        if (ticket.marker() == null) {
            // Nothing can settle it: only the ticket is kept, and for a day.
            JournalEntry hopelessEntry = JournalEntry.hopeless(opening, ticket, entry.decision());
            openBytes += hopelessEntry.bytes() - entry.bytes();
            open.put(id, hopelessEntry);
            doubts.end(id);
            hopeless.add(new Hopeless(id, opening, time.nanoTime()));
        } else {
            open.put(id, entry.with(new Open(opening, ticket, entry.decision())));
        }
        return true;
    }

    @Override
    public synchronized CompletionStage<Void> discard(AttemptId id, long opening) {
        JournalEntry entry = open.get(id);
        if (entry != null && entry.isOpenBy(opening)) {
            forgetOpen(id);
        }
        return DONE;
    }

    @Override
    public synchronized CompletionStage<Void> absent(AttemptId id, long opening) {
        JournalEntry entry = entry(id);
        if (entry == null || entry.isOpenBy(opening)) {
            close(id, entry, new Absent());
        }
        return DONE;
    }

    @Override
    public synchronized CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
        ReversalState before = reversals.get(reversal);
        boolean isDoubt = state.fold(gone -> false, doubt -> true, standing -> false);
        if (before != null && isDoubt && before.fold(gone -> true, doubt -> false, standing -> false)) {
            return DONE;
        }
        reversals.put(reversal, state);
        if (!isDoubt) {
            doubts.end(reversal);
        } else if (!doubts.isKnown(reversal)) {
            doubts.begin(reversal, NO_OPENING, HELD_AFTER_OPENING);
        }
        AttemptId owner = closed.ownerOf(reversal);
        JournalEntry entry = owner == null ? null : closed.get(owner);
        if (owner != null && entry != null) {
            AttemptState next = afterReversal(entry.state(), reversal, state);
            if (!next.equals(entry.state())) {
                close(owner, entry, next);
            }
        }
        if (reversals.size() > bounds.maxSettled()) {
            Reversal oldest = reversals.keySet().iterator().next();
            reversals.remove(oldest);
            doubts.end(oldest);
        }
        return DONE;
    }

    private static AttemptState afterReversal(AttemptState before, Reversal reversal, ReversalState state) {
        return before.fold(
                open -> open,
                settled -> settled.outcome()
                        .fold(
                                redeemed -> redeemed.redemption().id().equals(reversal.redemption())
                                        ? stateOf(redeemed.redemption(), state)
                                        : settled,
                                refused -> settled,
                                unknown -> settled),
                in -> in.redemption().id().equals(reversal.redemption()) ? stateOf(in.redemption(), state) : in,
                reversed -> state.fold(
                        gone -> reversed,
                        doubt -> reversed,
                        standing -> reversed.redemption().equals(reversal)
                                ? new Settled(Redeemed.of(standing.redemption()))
                                : reversed),
                absent -> absent);
    }

    @Override
    public synchronized CompletionStage<Optional<ReversalState>> findReversal(Reversal reversal) {
        return CompletableFuture.completedStage(Optional.ofNullable(reversals.get(reversal)));
    }

    @Override
    public synchronized CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease) {
        return CompletableFuture.completedStage(doubts.take(max, lease, this::ticketOf));
    }

    private @Nullable Ticket ticketOf(Object subject) {
        if (subject instanceof Reversal reversal) {
            return Optional.ofNullable(reversals.get(reversal))
                    .flatMap(state -> state.fold(
                            gone -> Optional.empty(),
                            doubt -> Optional.of(doubt.ticket()),
                            standing -> Optional.<Ticket>empty()))
                    .orElse(null);
        }
        JournalEntry entry = subject instanceof AttemptId id ? open.get(id) : null;
        return entry == null ? null : entry.ticketInDoubt().orElse(null);
    }

    @Override
    public synchronized CompletionStage<Boolean> hold(PendingDoubt doubt, Duration lease) {
        return CompletableFuture.completedStage(doubts.hold(doubt.subject(), doubt.opening(), lease));
    }

    @Override
    public synchronized CompletionStage<Void> handOver(PendingDoubt doubt, Obstacle why) {
        doubts.handOver(doubt.subject(), doubt.opening());
        return DONE;
    }

    @Override
    public synchronized CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
        JournalEntry entry = entry(id);
        DecisionResult result = entry == null
                ? DecisionResult.NOT_KNOWN
                : entry.state()
                        .fold(
                                open -> decided(id, entry, open, decision),
                                settled -> DecisionResult.NOT_IN_DOUBT,
                                in -> DecisionResult.NOT_IN_DOUBT,
                                reversed -> DecisionResult.NOT_IN_DOUBT,
                                absent -> DecisionResult.NOT_IN_DOUBT);
        return CompletableFuture.completedStage(result);
    }

    private DecisionResult decided(AttemptId id, JournalEntry entry, Open open, Decision decision) {
        if (open.ticket() == null && doubts.isYoungerThan(HELD_AFTER_OPENING, id)) {
            return DecisionResult.UNDER_WAY;
        }
        this.open.put(id, entry.with(new Open(open.opening(), open.ticket(), decision)));
        return DecisionResult.RECORDED;
    }

    /** Makes room for an attempt by forgetting what was handed over long ago. */
    private void displaceHandedOver(long bytes) {
        while (openBytes + bytes > bounds.maxOpenBytes()) {
            Object displaced = doubts.displaceHandedOver(HOPELESS_AFTER);
            if (displaced == null) {
                return;
            }
            if (displaced instanceof AttemptId id) {
                forgetOpen(id);
            }
        }
    }

    @Override
    public synchronized CompletionStage<Void> learned(RedeemableKind kind, boolean kept) {
        learnedAtNanos.computeIfAbsent(kind, k -> new HashMap<>()).put(kept, time.nanoTime());
        return DONE;
    }

    @Override
    public synchronized CompletionStage<List<MarkerEvidence>> evidence() {
        long now = time.nanoTime();
        List<MarkerEvidence> evidence = new ArrayList<>();
        learnedAtNanos.forEach((kind, times) ->
                times.forEach((kept, at) -> evidence.add(new MarkerEvidence(kind, kept, Duration.ofNanos(now - at)))));
        return CompletableFuture.completedStage(List.copyOf(evidence));
    }

    /** Records what is known of an attempt that is not open, or no longer. */
    private void close(AttemptId id, @Nullable JournalEntry entry, AttemptState state) {
        closed.put(id, entry == null ? null : entry.attempt(), state);
        forgetOpen(id); // only now: what fails before leaves it open
        while (closed.size() > bounds.maxSettled()) {
            closed.removeOldest();
        }
    }

    private void displaceHopeless() {
        for (Hopeless oldest = hopeless.peek();
                oldest != null && time.nanoTime() - oldest.since() >= HOPELESS_AFTER.toNanos();
                oldest = hopeless.peek()) {
            hopeless.poll();
            JournalEntry entry = open.get(oldest.id());
            if (entry != null && entry.isOpenBy(oldest.opening())) {
                forgetOpen(oldest.id());
            }
        }
    }

    /** Forgets an attempt if it is open. */
    private void forgetOpen(AttemptId id) {
        JournalEntry entry = open.remove(id);
        if (entry == null) {
            return;
        }
        doubts.end(id);
        openBytes -= entry.bytes();
        JournalEntry.TransactionKey key = JournalEntry.transactionOf(entry.attempt());
        if (key != null) {
            openTransactions.remove(key, id);
        }
    }
}
