package io.redemption.inmemory;

import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The record of one redeemable: all redemptions and reversals in their order, and which redemptions are active. Entries
 * are never removed. Immutable.
 */
final class Ledger {
    static final Ledger EMPTY =
            new Ledger(PersistentTreeMap.empty(), PersistentTreeMap.empty(), PersistentTreeMap.empty());

    private final PersistentTreeMap<Long, LedgerEntry> entries;
    private final PersistentTreeMap<Long, LedgerEntry> active;
    private final PersistentTreeMap<String, Long> numbers;

    private Ledger(
            PersistentTreeMap<Long, LedgerEntry> entries,
            PersistentTreeMap<Long, LedgerEntry> active,
            PersistentTreeMap<String, Long> numbers) {
        this.entries = entries;
        this.active = active;
        this.numbers = numbers;
    }

    /** A page of the active redemptions, newest first, and the number below which the next page begins. */
    record Page(List<Redemption> redemptions, @Nullable Long nextBelow) {}

    Ledger redeemed(Redemption redemption) {
        LedgerEntry entry = next(LedgerEntry.Type.REDEMPTION, redemption, redemption.createdAt());
        return new Ledger(
                entries.with(entry.number(), entry),
                active.with(entry.number(), entry),
                numbers.with(redemption.id().value(), entry.number()));
    }

    /** Returns a ledger with the reversal; {@code redemption} must be active. */
    Ledger reversed(Redemption redemption, Instant at) {
        String id = redemption.id().value();
        Long number = numbers.get(id);
        if (number == null) {
            throw new IllegalStateException("redemption: " + redemption.id() + " (expected: an active one)");
        }
        LedgerEntry entry = next(LedgerEntry.Type.REVERSAL, redemption, at);
        return new Ledger(entries.with(entry.number(), entry), active.without(number), numbers.without(id));
    }

    private LedgerEntry next(LedgerEntry.Type type, Redemption redemption, Instant at) {
        return new LedgerEntry(entries.size() + 1L, type, redemption, at);
    }

    /** Returns how many redemptions are active. */
    int activeCount() {
        return active.size();
    }

    @Nullable
    Redemption newestActive() {
        LedgerEntry newest = active.last();
        return newest == null ? null : newest.redemption();
    }

    @Nullable
    Redemption findActive(RedemptionId id) {
        Long number = numbers.get(id.value());
        LedgerEntry entry = number == null ? null : active.get(number);
        return entry == null ? null : entry.redemption();
    }

    /** Returns at most {@code limit} matching active redemptions whose number is below {@code below}. */
    Page page(@Nullable Long below, int limit, Predicate<Redemption> matching) {
        List<Redemption> found = new ArrayList<>();
        long last = 0;
        DescendingIterator<Long, LedgerEntry> iterator = active.descendingBelow(below);
        while (iterator.hasNext()) {
            LedgerEntry entry = iterator.next();
            if (matching.test(entry.redemption())) {
                if (found.size() == limit) {
                    return new Page(found, last);
                }
                found.add(entry.redemption());
                last = entry.number();
            }
        }
        return new Page(found, null);
    }

    /** Returns all entries, oldest first. */
    List<LedgerEntry> entries() {
        List<LedgerEntry> all = new ArrayList<>(entries.size());
        entries.descendingBelow(null).forEachRemaining(all::add);
        Collections.reverse(all);
        return Collections.unmodifiableList(all);
    }
}
