package io.redemption;

import io.redemption.model.AttemptId;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the pages of a history show of a redemption in doubt, and whether the pages are complete. Keyed by id,
 * because pages overlap if something is redeemed between reading them. Not thread-safe.
 */
final class MarkerMatches {
    /** The longest time between a redemption and the start of its doubt: longer than any call. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

    private final Ticket ticket;
    private final Duration settlingTime;
    private final Map<RedemptionId, Redemption> listed = new LinkedHashMap<>();
    private final Map<RedemptionId, AttemptId> owners = new LinkedHashMap<>();
    private @Nullable Instant issuerTime;
    private boolean isFirst = true;
    private boolean complete = true;
    private boolean cut;
    private boolean toTheEnd;

    /**
     * Creates an empty collection.
     *
     * @param settlingTime the longest time after the doubt began at which the redemption may appear
     */
    MarkerMatches(Ticket ticket, Duration settlingTime) {
        this.ticket = ticket;
        this.settlingTime = settlingTime;
    }

    void add(RedemptionHistory page) {
        page.redemptions().forEach(redemption -> listed.put(redemption.id(), redemption));
        boolean cutByLimitAlone = page.completeness() == Completeness.CUT && page.nextCursor() != null;
        complete &= page.completeness() == Completeness.PROVEN || cutByLimitAlone;
        cut |= page.completeness() == Completeness.CUT && !cutByLimitAlone;
        toTheEnd = page.nextCursor() == null;
        issuerTime = isFirst ? page.issuerTime() : issuerTime;
        isFirst = false;
    }

    /** Returns the redemptions that may be ours, so that their owners must be found out. */
    List<Redemption> possibleMatches() {
        List<Redemption> possibleMatches = new ArrayList<>(underMarker());
        possibleMatches.addAll(unmarked());
        return possibleMatches;
    }

    /** Records that a redemption settled an attempt, as the journal says. */
    void ownedBy(Redemption redemption, AttemptId owner) {
        owners.put(redemption.id(), owner);
    }

    /** Returns the attempt that a redemption settled, if the journal knows it. */
    @Nullable
    AttemptId owner(Redemption redemption) {
        return owners.get(redemption.id());
    }

    /** Returns the redemptions with exactly our transaction id. */
    private List<Redemption> underMarker() {
        return listed.values().stream()
                .filter(redemption -> ticket.marker() != null && ticket.marker().equals(redemption.transactionId()))
                .toList();
    }

    private List<Redemption> unmarked() {
        return listed.values().stream()
                .filter(ticket::isCandidate)
                .filter(this::isOfThisTime)
                .toList();
    }

    /**
     * Returns whether the redemption can have been made by this attempt, by the issuer's time. Without that time, all
     * can.
     */
    private boolean isOfThisTime(Redemption redemption) {
        Instant begun = ticket.issuerTime();
        if (begun == null) {
            return true;
        }
        boolean isBeginKnown = !ticket.timedLater() && ticket.doubt() != Doubt.BEGUN_EARLIER;
        return (!isBeginKnown || redemption.createdAt().isAfter(begun.minus(LONGEST_CALL)))
                && redemption.createdAt().isBefore(begun.plus(settlingTime).plus(LONGEST_CALL));
    }

    /**
     * Returns our redemptions: those with our transaction id that match the request and belong to no other attempt, and
     * those that settled this attempt according to the journal.
     */
    List<Redemption> ours() {
        List<Redemption> ours =
                new ArrayList<>(underMarker().stream().filter(this::isOurs).toList());
        unmarked().stream().filter(this::isOfThisAttempt).forEach(ours::add);
        return ours;
    }

    private boolean isOfThisAttempt(Redemption redemption) {
        AttemptId owner = owners.get(redemption.id());
        return owner != null && owner.equals(ticket.attemptId());
    }

    private boolean isOurs(Redemption redemption) {
        return ticket.contradiction(redemption) == null && !isOfAnother(redemption);
    }

    private boolean isOfAnother(Redemption redemption) {
        AttemptId owner = owners.get(redemption.id());
        return owner != null && !owner.equals(ticket.attemptId());
    }

    /** Returns the redemptions with our transaction id that are not ours. */
    List<RedemptionId> redemptionsOfOthers() {
        return underMarker().stream()
                .filter(redemption -> !isOurs(redemption))
                .map(Redemption::id)
                .toList();
    }

    /** Returns the redemptions that may be ours although the listed transaction id differs from the one sent. */
    List<RedemptionId> candidates() {
        return unmarked().stream()
                .filter(redemption -> !isOfAnother(redemption))
                .map(Redemption::id)
                .toList();
    }

    /** Returns all that is listed. */
    List<Redemption> listed() {
        return List.copyOf(listed.values());
    }

    /** Returns whether nothing is known to be left out. It may not be complete all the same. */
    boolean isWhole() {
        return !cut && toTheEnd;
    }

    boolean isComplete() {
        return complete && toTheEnd;
    }

    /** Returns the issuer's time at the first page. The list is not newer than that. */
    @Nullable
    Instant issuerTime() {
        return issuerTime;
    }
}
