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
 * What the pages of a history show of a redemption in doubt, and whether the pages together showed all. By id, because
 * pages overlap where something was redeemed between reading them. Not thread-safe.
 */
final class MarkerMatches {
    /** How long before its doubt began a redemption can have been made: longer than any call lasts. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

    private final Ticket ticket;
    private final Duration settlingTime;
    private final Map<RedemptionId, Redemption> listed = new LinkedHashMap<>();
    private final Map<RedemptionId, AttemptId> owners = new LinkedHashMap<>();
    private @Nullable Instant issuerTime;
    private boolean isFirst = true;
    private boolean complete = true;
    private boolean toTheEnd;

    /**
     * Nothing is seen yet.
     *
     * @param settlingTime how long after the doubt began the redemption may be made
     */
    MarkerMatches(Ticket ticket, Duration settlingTime) {
        this.ticket = ticket;
        this.settlingTime = settlingTime;
    }

    void add(RedemptionHistory page) {
        page.redemptions().forEach(redemption -> listed.put(redemption.id(), redemption));
        boolean cutByLimitAlone = page.completeness() == Completeness.CUT && page.nextCursor() != null;
        complete &= page.completeness() == Completeness.PROVEN || cutByLimitAlone;
        toTheEnd = page.nextCursor() == null;
        issuerTime = isFirst ? page.issuerTime() : issuerTime;
        isFirst = false;
    }

    /** Those that may be ours, so that it matters whose they are. */
    List<Redemption> possibleMatches() {
        List<Redemption> possibleMatches = new ArrayList<>(underMarker());
        possibleMatches.addAll(unmarked());
        return possibleMatches;
    }

    /** The journal says that a redemption settled an attempt. */
    void ownedBy(Redemption redemption, AttemptId owner) {
        owners.put(redemption.id(), owner);
    }

    /** Which attempt a redemption settled, as far as the journal knows. */
    @Nullable
    AttemptId owner(Redemption redemption) {
        return owners.get(redemption.id());
    }

    /** Those that carry our transaction id exactly. */
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

    /** By the issuer's time alone; without one, every time is possible. */
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
     * Ours: they carry our transaction id, agree with what was asked for, and are not another attempt's; or the journal
     * knows that they settled this attempt.
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

    /** Those that carry our transaction id and are somebody else's. */
    List<RedemptionId> redemptionsOfOthers() {
        return underMarker().stream()
                .filter(redemption -> !isOurs(redemption))
                .map(Redemption::id)
                .toList();
    }

    /** Those that may be ours though the issuer does not list our transaction id as we sent it. */
    List<RedemptionId> candidates() {
        return unmarked().stream()
                .filter(redemption -> !isOfAnother(redemption))
                .map(Redemption::id)
                .toList();
    }

    boolean isComplete() {
        return complete && toTheEnd;
    }

    /** The issuer's time when the first page was read: the list is not newer than that. */
    @Nullable
    Instant issuerTime() {
        return issuerTime;
    }
}
