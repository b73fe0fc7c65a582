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

/** What an issuer's answer to a query shows, and what it would have to show by what this node knows. Immutable. */
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

    /** Whether a query asks for all redemptions in one answer. */
    static boolean isForAll(HistoryQuery query) {
        return query.transactionId() == null && query.cursor() == null && query.limit() == null;
    }

    /** The answer as it was read. */
    Optional<RedemptionHistory> answer() {
        return Optional.ofNullable(read);
    }

    /** Those of the facts that the answer contradicts. */
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
     * Whether the answer would have to show a redemption. Of one that is known by its id only, nobody can say on which
     * page or under which transaction it is.
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

    /** Whether older redemptions follow that the answer does not show. */
    private boolean isOpenAtTheEnd() {
        return history.nextCursor() != null || history.completeness() == Completeness.CUT;
    }

    /**
     * The answer as it would be if the issuer did not lag: with what is missing, without what was removed. It is not
     * proven complete any more.
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

    /** Newest first; among those of the same second, what was just acknowledged is the newest. */
    private static void insert(Redemption redemption, List<Redemption> newestFirst) {
        int place = 0;
        while (place < newestFirst.size() && newestFirst.get(place).createdAt().isAfter(redemption.createdAt())) {
            place++;
        }
        newestFirst.add(place, redemption);
    }

    /**
     * A count that was right for the list that lagged is wrong now; one that ran ahead of it, or counts more, stands or
     * is unknown.
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
     * The answer to another query out of this one, or {@code null} if only the issuer can tell: this one must be all
     * there is, proven, and the other may not want less than it holds.
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
