package io.redemption.port;

import io.redemption.model.AttemptId;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptState.Absent;
import io.redemption.port.AttemptState.InReversal;
import io.redemption.port.AttemptState.Open;
import io.redemption.port.AttemptState.Reversed;
import io.redemption.port.AttemptState.Settled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A journal in maps under one lock, which is held for moments only. */
final class InMemoryAttemptJournal implements AttemptJournal {
    static final Bounds DEFAULT_BOUNDS = new Bounds(100_000, 64L << 20);

    /** How long a doubt is kept that nothing can settle. */
    private static final Duration HOPELESS_AFTER = Duration.ofHours(24);

    /** What an entry takes beside its texts, measured as a little more than it is. */
    private static final int ENTRY_BYTES = 480;

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    /**
     * How much is kept.
     *
     * @param maxSettled attempts that are settled or absent, and reversals
     * @param maxOpenBytes what open attempts may take together, as estimated from the lengths of their texts
     */
    record Bounds(int maxSettled, long maxOpenBytes) {}

    /** One attempt; its own content is not known if another process made it. */
    private record Entry(@Nullable RedemptionAttempt attempt, AttemptState state, long bytes) {
        Entry with(AttemptState next) {
            return new Entry(attempt, next, bytes);
        }
    }

    private record TransactionKey(RedeemableId redeemable, TransactionId transaction) {}

    private record Hopeless(AttemptId id, long opening, long since) {}

    private final Bounds bounds;
    private final TimeSource time;
    private final Map<AttemptId, Entry> entries = new HashMap<>();
    private final Map<TransactionKey, AttemptId> transactions = new HashMap<>();
    private final Map<Reversal, AttemptId> owners = new HashMap<>();
    private final LinkedHashMap<AttemptId, Boolean> settledOldestFirst = new LinkedHashMap<>();
    private final LinkedHashMap<Reversal, ReversalState> reversals = new LinkedHashMap<>();
    private final Deque<Hopeless> hopeless = new ArrayDeque<>();
    private long openBytes;
    private long openings;

    InMemoryAttemptJournal(Bounds bounds, TimeSource time) {
        this.bounds = bounds;
        this.time = time;
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
        return CompletableFuture.completedStage(opening(attempt));
    }

    private Opening opening(RedemptionAttempt attempt) {
        Entry known = entries.get(attempt.id());
        if (known != null && !isAbsent(known)) {
            return hasContent(known, attempt) ? new Opening.Known(known.state()) : new Opening.Reused(known.state());
        }
        TransactionKey key = uniqueKey(attempt);
        AttemptId first = key == null ? null : transactions.get(key);
        Entry holder = first == null ? null : entries.get(first);
        if (first != null && holder != null && !first.equals(attempt.id())) {
            return new Opening.TransactionTaken(first, asksForSame(holder, attempt), holder.state());
        }
        displaceHopeless();
        long bytes = bytesOf(attempt);
        if (openBytes + bytes > bounds.maxOpenBytes()) {
            return new Opening.Full();
        }
        long opening = ++openings;
        settledOldestFirst.remove(attempt.id());
        openBytes += bytes;
        entries.put(attempt.id(), new Entry(attempt, new Open(opening, null), bytes));
        if (key != null) {
            transactions.put(key, attempt.id());
        }
        return new Opening.Fresh(opening, known != null);
    }

    private static boolean isAbsent(Entry entry) {
        return entry.state().fold(open -> false, settled -> false, in -> false, reversed -> false, absent -> true);
    }

    private static @Nullable TransactionKey uniqueKey(@Nullable RedemptionAttempt attempt) {
        return attempt != null && attempt.request().transaction() instanceof TransactionChoice.Unique unique
                ? new TransactionKey(attempt.redeemable(), unique.id())
                : null;
    }

    private static boolean hasContent(Entry known, RedemptionAttempt other) {
        return known.attempt() != null ? known.attempt().hasContentOf(other) : fits(known.state(), other);
    }

    private static boolean asksForSame(Entry known, RedemptionAttempt other) {
        return known.attempt() != null ? known.attempt().asksForSame(other) : fits(known.state(), other);
    }

    /** Whether an attempt can be the one of which only its end is known. */
    private static boolean fits(AttemptState state, RedemptionAttempt attempt) {
        return state.fold(
                open -> open.ticket() == null || isAbout(open.ticket(), attempt),
                settled -> settled.outcome()
                        .fold(
                                redeemed -> attempt.contradiction(redeemed.redemption(), true) == null,
                                refused -> true,
                                unknown -> true),
                in -> attempt.contradiction(in.redemption(), true) == null,
                reversed -> true,
                absent -> true);
    }

    private static boolean isAbout(Ticket ticket, RedemptionAttempt attempt) {
        Ticket own = Ticket.of(attempt, Doubt.BEGUN_EARLIER, Likelihood.POSSIBLE, 0, ticket.sentAt(), ticket.sentAt());
        return ticket.redeemable().equals(own.redeemable())
                && Objects.equals(ticket.value(), own.value())
                && Objects.equals(ticket.userDigest(), own.userDigest());
    }

    @Override
    public synchronized CompletionStage<Optional<AttemptState>> find(AttemptId id) {
        return CompletableFuture.completedStage(
                Optional.ofNullable(entries.get(id)).map(Entry::state));
    }

    @Override
    public synchronized CompletionStage<Optional<AttemptId>> ownerOf(Reversal redemption) {
        return CompletableFuture.completedStage(Optional.ofNullable(owners.get(redemption)));
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
        Entry entry = entries.get(id);
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
        Reversal itself = Reversal.of(redemption);
        AttemptState next = stateOf(redemption, reversals.get(itself));
        if (entry == null) {
            entries.put(id, new Entry(null, next, 0));
            settledOldestFirst.put(id, true);
        } else {
            change(id, entry, next);
        }
        owners.put(itself, id);
        displaceSettled();
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
        Entry entry = entries.get(id);
        if (entry != null && isOpenBy(entry, opening)) {
            change(id, entry, new Settled(refused));
            displaceSettled();
        }
        return true;
    }

    private boolean unknown(AttemptId id, long opening, Unknown unknown) {
        Entry entry = entries.get(id);
        if (entry == null || !isOpenBy(entry, opening)) {
            return false;
        }
        Ticket ticket = unknown.ticket();
        if (ticket.marker() == null) {
            // Nothing will ever settle it: it gives up what it holds beside the ticket, and its place after a day.
            openBytes += ENTRY_BYTES - entry.bytes();
            entries.put(id, new Entry(null, new Open(opening, ticket), ENTRY_BYTES));
            hopeless.add(new Hopeless(id, opening, time.nanoTime()));
        } else {
            entries.put(id, entry.with(new Open(opening, ticket)));
        }
        return true;
    }

    @Override
    public synchronized CompletionStage<Void> discard(AttemptId id, long opening) {
        Entry entry = entries.get(id);
        if (entry != null && isOpenBy(entry, opening)) {
            remove(id);
        }
        return DONE;
    }

    @Override
    public synchronized CompletionStage<Void> absent(AttemptId id, long opening) {
        Entry entry = entries.get(id);
        if (entry == null) {
            entries.put(id, new Entry(null, new Absent(), 0));
            settledOldestFirst.put(id, true);
        } else if (isOpenBy(entry, opening)) {
            change(id, entry, new Absent());
        }
        displaceSettled();
        return DONE;
    }

    private static boolean isOpenBy(Entry entry, long opening) {
        return entry.state()
                .fold(
                        open -> open.opening() == opening,
                        settled -> false,
                        in -> false,
                        reversed -> false,
                        absent -> false);
    }

    @Override
    public synchronized CompletionStage<Void> reversal(Reversal reversal, ReversalState state) {
        ReversalState before = reversals.get(reversal);
        boolean isDoubt = state.fold(gone -> false, doubt -> true, standing -> false);
        if (before != null && isDoubt && before.fold(gone -> true, doubt -> false, standing -> false)) {
            return DONE;
        }
        reversals.put(reversal, state);
        AttemptId owner = owners.get(reversal);
        Entry entry = owner == null ? null : entries.get(owner);
        if (owner != null && entry != null) {
            AttemptState next = afterReversal(entry.state(), reversal, state);
            if (!next.equals(entry.state())) {
                change(owner, entry, next);
            }
        }
        if (reversals.size() > bounds.maxSettled()) {
            reversals.remove(reversals.keySet().iterator().next());
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

    /** Moves an attempt to another state, and frees or takes its unique transaction id as that says. */
    private void change(AttemptId id, Entry entry, AttemptState next) {
        openBytes -= entry.bytes();
        entries.put(id, new Entry(entry.attempt(), next, 0));
        settledOldestFirst.putIfAbsent(id, true);
        TransactionKey key = uniqueKey(entry.attempt());
        if (key == null) {
            return;
        }
        boolean free = next.fold(
                open -> false,
                settled -> settled.outcome().fold(redeemed -> false, refused -> true, unknown -> false),
                in -> false,
                reversed -> true,
                absent -> true);
        if (free) {
            transactions.remove(key, id);
        } else {
            transactions.putIfAbsent(key, id);
        }
    }

    private void displaceSettled() {
        while (settledOldestFirst.size() > bounds.maxSettled()) {
            remove(settledOldestFirst.keySet().iterator().next());
        }
    }

    private void displaceHopeless() {
        for (Hopeless oldest = hopeless.peek();
                oldest != null && time.nanoTime() - oldest.since() >= HOPELESS_AFTER.toNanos();
                oldest = hopeless.peek()) {
            hopeless.poll();
            Entry entry = entries.get(oldest.id());
            if (entry != null && isOpenBy(entry, oldest.opening())) {
                remove(oldest.id());
            }
        }
    }

    private void remove(AttemptId id) {
        Entry gone = entries.remove(id);
        settledOldestFirst.remove(id);
        if (gone == null) {
            return;
        }
        openBytes -= gone.bytes();
        TransactionKey key = uniqueKey(gone.attempt());
        if (key != null) {
            transactions.remove(key, id);
        }
        redemptionOf(gone.state()).ifPresent(redemption -> owners.remove(redemption, id));
    }

    /** What settled an attempt, named as for its reversal. */
    private static Optional<Reversal> redemptionOf(AttemptState state) {
        return state.fold(
                open -> Optional.empty(),
                settled -> settled.outcome()
                        .<Optional<Reversal>>fold(
                                redeemed -> Optional.of(Reversal.of(redeemed.redemption())),
                                refused -> Optional.empty(),
                                unknown -> Optional.empty()),
                in -> Optional.of(Reversal.of(in.redemption())),
                reversed -> Optional.of(reversed.redemption()),
                absent -> Optional.empty());
    }

    private static long bytesOf(RedemptionAttempt attempt) {
        TransactionId transaction = attempt.transactionId();
        String user = attempt.request().redeemer().userId();
        String email = attempt.request().redeemer().email();
        String phone = attempt.request().redeemer().phone();
        return ENTRY_BYTES
                + 2L
                        * (attempt.id().value().length()
                                + attempt.redeemable().value().length()
                                + (transaction == null ? 0 : transaction.value().length())
                                + lengthOf(user)
                                + lengthOf(email)
                                + lengthOf(phone));
    }

    private static int lengthOf(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
