package io.redemption.inmemory;

import io.redemption.model.Redemption;
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
    static final Ledger EMPTY = new Ledger(MarkedVector.empty());

    /**
     * A redemption as itself, because that is what there is most of and it holds all that an entry says; a reversal as
     * its entry. An active redemption is marked.
     */
    private final MarkedVector<Object> entries;

    private Ledger(MarkedVector<Object> entries) {
        this.entries = entries;
    }

    /** A page of the active redemptions, newest first, and the number below which the next page begins. */
    record Page(List<Redemption> redemptions, @Nullable Long nextBelow) {}

    Ledger redeemed(Redemption redemption) {
        return new Ledger(entries.with(redemption, true));
    }

    /** Returns a ledger with the reversal of the active redemption at a position. */
    Ledger reversed(int position, Redemption redemption, Instant at) {
        LedgerEntry entry = new LedgerEntry(entries.size() + 1L, LedgerEntry.Type.REVERSAL, redemption, at);
        return new Ledger(entries.withoutMark(position).with(entry, false));
    }

    /** Returns how many entries there are; their positions are below that, from 0. */
    int size() {
        return entries.size();
    }

    /** Returns how many redemptions are active. */
    int activeCount() {
        return entries.markedCount();
    }

    @Nullable
    Redemption newestActive() {
        return (Redemption) entries.lastMarked();
    }

    /** Returns the redemption at a position if there is one and it is active. */
    @Nullable
    Redemption findActive(int position) {
        return (Redemption) entries.findMarked(position);
    }

    /** Returns the redemption that was made at a position; {@code null} if that is a reversal. */
    @Nullable
    Redemption redemptionMadeAt(int position) {
        return entries.get(position) instanceof Redemption made ? made : null;
    }

    /** Returns at most {@code limit} matching active redemptions whose number is below {@code below}. */
    Page page(@Nullable Long below, int limit, Predicate<Redemption> matching) {
        PageCollector page = new PageCollector(limit, matching);
        entries.visitMarkedBelow(below == null ? Integer.MAX_VALUE : Math.max(0, below - 1), page);
        return new Page(page.found, page.nextBelow);
    }

    /** Collects a page; numbers are positions plus one. */
    private static final class PageCollector implements MarkedVector.Visitor<Object> {
        private final int limit;
        private final Predicate<Redemption> matching;
        private final List<Redemption> found = new ArrayList<>();
        private long last;
        private @Nullable Long nextBelow;

        PageCollector(int limit, Predicate<Redemption> matching) {
            this.limit = limit;
            this.matching = matching;
        }

        @Override
        public boolean visit(int position, Object active) {
            Redemption redemption = (Redemption) active;
            if (!matching.test(redemption)) {
                return true;
            }
            if (found.size() == limit) {
                nextBelow = last;
                return false;
            }
            found.add(redemption);
            last = position + 1L;
            return true;
        }
    }

    /** Returns all entries, oldest first. */
    List<LedgerEntry> entries() {
        List<LedgerEntry> all = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Redemption made = redemptionMadeAt(i);
            all.add(
                    made == null
                            ? (LedgerEntry) entries.get(i)
                            : new LedgerEntry(i + 1L, LedgerEntry.Type.REDEMPTION, made, made.createdAt()));
        }
        return Collections.unmodifiableList(all);
    }
}
