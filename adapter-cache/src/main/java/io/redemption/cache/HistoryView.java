package io.redemption.cache;

import io.redemption.model.Completeness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares an issuer's answer to a query with the acknowledged writes. Immutable. */
final class HistoryView {
    private static final RedemptionHistory NOTHING =
            new RedemptionHistory(List.of(), null, null, Completeness.UNKNOWN, null);

    private final HistoryQuery query;
    private final @Nullable RedemptionHistory read;
    private final RedemptionHistory history;

    HistoryView(HistoryQuery query, @Nullable RedemptionHistory history) {
        this.query = query;
        this.read = history;
        this.history = history == null ? NOTHING : history;
    }

    /** Returns whether a query asks for all redemptions in one answer. */
    static boolean isForAll(HistoryQuery query) {
        return query.transactionId() == null && query.cursor() == null && query.limit() == null;
    }

    /** Returns the answer as it was read. */
    Optional<RedemptionHistory> answer() {
        return Optional.ofNullable(read);
    }

    /** Returns the writes that the answer contradicts. */
    List<AcknowledgedWrite> contradicted(List<AcknowledgedWrite> writes) {
        if (writes.isEmpty()) {
            return writes;
        }
        Set<RedemptionId> ids = idsOf(history.redemptions().stream().map(Redemption::id));
        return writes.stream()
                .filter(write -> write.added()
                        ? !ids.contains(write.id()) && belongsHere(write.redemption())
                        : ids.contains(write.id()))
                .toList();
    }

    private static Set<RedemptionId> idsOf(Stream<RedemptionId> ids) {
        return ids.collect(Collectors.toSet());
    }

    /**
     * Returns whether the answer must show a redemption. If only the id is known, its page and its transaction are
     * unknown.
     */
    private boolean belongsHere(@Nullable Redemption added) {
        if (added == null) {
            return isForAll(query) && !isOpenAtTheEnd();
        }
        if (!query.matches(added)) {
            return false;
        }
        List<Redemption> shown = history.redemptions();
        if (query.cursor() != null
                && (shown.isEmpty() || !added.createdAt().isBefore(shown.get(0).createdAt()))) {
            return false;
        }
        return !isOpenAtTheEnd()
                || shown.isEmpty()
                || added.createdAt().isAfter(shown.get(shown.size() - 1).createdAt());
    }

    /** Returns whether older redemptions follow that the answer does not show. */
    private boolean isOpenAtTheEnd() {
        return history.nextCursor() != null || history.completeness() == Completeness.CUT;
    }

    /**
     * Returns the answer with the missing redemptions and without the removed ones. It is no longer proven complete.
     */
    RedemptionHistory corrected(List<Redemption> missing, List<AcknowledgedWrite> removed) {
        Set<RedemptionId> gone = idsOf(removed.stream().map(AcknowledgedWrite::id));
        List<Redemption> corrected = new ArrayList<>(history.redemptions());
        corrected.removeIf(redemption -> gone.contains(redemption.id()));
        missing.forEach(redemption -> insert(redemption, corrected));
        boolean cut = history.completeness() == Completeness.CUT;
        return new RedemptionHistory(
                corrected,
                count(corrected.size()),
                history.nextCursor(),
                cut ? Completeness.CUT : Completeness.UNKNOWN,
                history.issuerTime());
    }

    /** Inserts by time, newest first. Of the same second, the one just acknowledged is the newest. */
    private static void insert(Redemption redemption, List<Redemption> newestFirst) {
        int place = 0;
        while (place < newestFirst.size() && newestFirst.get(place).createdAt().isAfter(redemption.createdAt())) {
            place++;
        }
        newestFirst.add(place, redemption);
    }

    /**
     * Returns the reported count after the correction, or {@code null} for a query of a part. A count that matched the
     * lagging list is corrected; a larger one stands.
     */
    private @Nullable Long count(int corrected) {
        Long reported = history.reportedCount();
        if (reported == null || !isForAll(query) || history.nextCursor() != null) {
            return null;
        }
        boolean ofThisList = reported == history.redemptions().size();
        return ofThisList ? Long.valueOf(corrected) : Long.valueOf(Math.max(reported, corrected));
    }

    /**
     * Returns the answer to another query from this one, or {@code null} if only the issuer can give it. This answer
     * must be proven to hold all redemptions, and the other query must not cut them.
     */
    @Nullable
    RedemptionHistory narrowedTo(HistoryQuery other) {
        boolean proven = isForAll(query) && !isOpenAtTheEnd() && history.completeness() == Completeness.PROVEN;
        if (!proven || other.cursor() != null) {
            return null;
        }
        List<Redemption> wanted = other.transactionId() == null
                ? history.redemptions()
                : history.redemptions().stream().filter(other::matches).toList();
        return other.limit() != null && wanted.size() > other.limit()
                ? null
                : new RedemptionHistory(
                        wanted, history.reportedCount(), null, Completeness.PROVEN, history.issuerTime());
    }
}
