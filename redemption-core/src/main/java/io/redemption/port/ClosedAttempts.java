package io.redemption.port;

import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.Reversal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a journal in memory that are no longer open, in the order in which they were closed first. They lie
 * in a ring and are found by numbers, and those that were redeemed are arrays of bytes, because a journal keeps a
 * hundred thousand of them: docs/decisions/0022. Not thread-safe.
 */
final class ClosedAttempts {
    private static final int FIRST_SLOTS = 64;

    /** Differs from journal to journal, so that nobody can choose ids that all have one hash. */
    private final int multiplier = IdSource.secure().token(25).hashCode() | 1;

    private final CompactAttempts compact = new CompactAttempts();
    private @Nullable Object[] slots = new Object[FIRST_SLOTS]; // a Whole, or what CompactAttempts wrote
    private SlotIndex ids = new SlotIndex(FIRST_SLOTS);
    private SlotIndex redemptions = new SlotIndex(FIRST_SLOTS);
    private SlotIndex transactions = new SlotIndex(FIRST_SLOTS);
    private long oldest;
    private long next;
    private int size;

    /** An attempt that was not redeemed, or of which more is known: there are few. */
    private record Whole(AttemptId id, JournalEntry entry) {}

    int size() {
        return size;
    }

    @Nullable
    JournalEntry get(AttemptId id) {
        int slot = slotOf(id);
        return slot < 0 ? null : entryAt(slot);
    }

    /** Returns the attempt to which a redemption belongs, the last one if several were closed with it. */
    @Nullable
    AttemptId ownerOf(Reversal redemption) {
        int slot = ownerSlot(redemption.redeemable(), redemption.redemption());
        return slot < 0 ? null : idAt(slot);
    }

    /** Returns the attempt that holds a unique transaction id, the first one if several were closed with it. */
    @Nullable
    AttemptId holderOf(JournalEntry.TransactionKey key) {
        int slot = holderSlot(key);
        return slot < 0 ? null : idAt(slot);
    }

    /**
     * Adds an attempt as the newest, or replaces what is known of it.
     *
     * @param attempt {@code null} if only its state is known
     */
    void put(AttemptId id, @Nullable RedemptionAttempt attempt, AttemptState state) {
        Redemption redeemed = redemptionOf(state).orElse(null);
        if (attempt == null || redeemed == null) {
            JournalEntry entry = new JournalEntry(attempt, state, 0);
            int slot = keep(id, new Whole(id, entry));
            entry.redemption().ifPresent(owned -> own(slot, owned.redeemable(), owned.redemption()));
        } else {
            int slot = keep(id, compact.write(attempt, redeemed));
            own(slot, redeemed.redeemable(), redeemed.id());
        }
        JournalEntry.TransactionKey held = JournalEntry.transactionHeld(attempt, state);
        if (held != null && holderSlot(held) < 0) {
            transactions.put(hash(held), slotOf(id));
        }
    }

    /** Keeps what is known of an attempt in its slot, or in a new one, which nothing but its id leads to. */
    private int keep(AttemptId id, Object known) {
        int slot = slotOf(id);
        if (slot < 0) {
            slot = newSlot();
            ids.put(hash(id.value()), slot);
            size++;
        } else {
            redemptions.remove(slot);
            transactions.remove(slot);
        }
        slots[slot] = known;
        return slot;
    }

    private static Optional<Redemption> redemptionOf(AttemptState state) {
        return state.fold(
                open -> Optional.empty(),
                settled -> settled.outcome()
                        .fold(
                                redeemed -> Optional.of(redeemed.redemption()),
                                refused -> Optional.empty(),
                                unknown -> Optional.empty()),
                in -> Optional.empty(),
                reversed -> Optional.empty(),
                absent -> Optional.empty());
    }

    private void own(int slot, RedeemableId redeemable, RedemptionId redemption) {
        int other = ownerSlot(redeemable, redemption);
        if (other >= 0) {
            redemptions.remove(other);
        }
        redemptions.put(hash(redeemable, redemption.value()), slot);
    }

    /** Forgets an attempt, and returns what was known of it. */
    @Nullable
    JournalEntry remove(AttemptId id) {
        int slot = slotOf(id);
        if (slot < 0) {
            return null;
        }
        JournalEntry entry = entryAt(slot);
        vacate(slot);
        return entry;
    }

    /** Forgets the attempt that was closed before all others. There must be one. */
    void removeOldest() {
        skipVacant();
        vacate(slotAt(oldest));
    }

    private void vacate(int slot) {
        ids.remove(slot);
        redemptions.remove(slot);
        transactions.remove(slot);
        slots[slot] = null;
        size--;
    }

    private int slotOf(AttemptId id) {
        int slot = ids.first(hash(id.value()));
        while (slot >= 0 && !idAt(slot).equals(id)) {
            slot = ids.next(slot);
        }
        return slot;
    }

    private int ownerSlot(RedeemableId redeemable, RedemptionId redemption) {
        int slot = redemptions.first(hash(redeemable, redemption.value()));
        while (slot >= 0 && !isOwner(entryAt(slot), new Reversal(redeemable, redemption))) {
            slot = redemptions.next(slot);
        }
        return slot;
    }

    private static boolean isOwner(JournalEntry entry, Reversal redemption) {
        return entry.redemption().equals(Optional.of(redemption));
    }

    private int holderSlot(JournalEntry.TransactionKey key) {
        int slot = transactions.first(hash(key));
        while (slot >= 0 && !key.equals(JournalEntry.transactionOf(entryAt(slot).attempt()))) {
            slot = transactions.next(slot);
        }
        return slot;
    }

    private JournalEntry entryAt(int slot) {
        return slots[slot] instanceof byte[] bytes
                ? compact.read(bytes)
                : wholeAt(slot).entry();
    }

    private AttemptId idAt(int slot) {
        return slots[slot] instanceof byte[] bytes
                ? CompactAttempts.idOf(bytes)
                : wholeAt(slot).id();
    }

    private Whole wholeAt(int slot) {
        if (slots[slot] instanceof Whole whole) {
            return whole;
        }
        throw new IllegalStateException("slot " + slot + " is vacant");
    }

    private int hash(JournalEntry.TransactionKey key) {
        return hash(key.redeemable(), key.transaction().value());
    }

    /** Of both, because an issuer may number the redemptions of each redeemable from one. */
    private int hash(RedeemableId redeemable, String text) {
        return hash(redeemable.value()) * multiplier + hash(text);
    }

    private int hash(String text) {
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * multiplier + text.charAt(i);
        }
        return hash;
    }

    private int newSlot() {
        if (next - oldest == slots.length) {
            skipVacant();
        }
        if (next - oldest == slots.length) {
            moveTo(2 * size > slots.length ? 2 * slots.length : slots.length);
        }
        return slotAt(next++);
    }

    private int slotAt(long number) {
        return (int) number & (slots.length - 1);
    }

    private void skipVacant() {
        while (oldest < next && slots[slotAt(oldest)] == null) {
            oldest++;
        }
    }

    /** Moves all attempts, in their order and without a gap, into a ring of this size. */
    private void moveTo(int length) {
        @Nullable Object[] moved = new Object[length];
        SlotIndex movedIds = new SlotIndex(length);
        SlotIndex movedRedemptions = new SlotIndex(length);
        SlotIndex movedTransactions = new SlotIndex(length);
        int to = 0;
        for (; oldest < next; oldest++) {
            int from = slotAt(oldest);
            if (slots[from] != null) {
                moved[to] = slots[from];
                ids.copyTo(movedIds, from, to);
                redemptions.copyTo(movedRedemptions, from, to);
                transactions.copyTo(movedTransactions, from, to);
                to++;
            }
        }
        slots = moved;
        ids = movedIds;
        redemptions = movedRedemptions;
        transactions = movedTransactions;
        oldest = 0;
        next = to;
    }
}
