package io.redemption.testing;

import io.redemption.model.RedemptionId;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.Duplicate;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import java.util.List;

/** Assertions about the resolution of an unknown outcome. Not thread-safe. */
public final class ResolutionAssert extends AnswerAssert<ResolutionAssert, Resolution> {
    ResolutionAssert(Resolution actual) {
        super(actual, ResolutionAssert.class);
    }

    /**
     * Asserts that the redemption is active: a redeem in doubt happened, a reversal in doubt did not.
     *
     * @return an assertion about the redemption
     */
    public RedemptionAssert isConfirmed() {
        return then(new RedemptionAssert(expect(Confirmed.class, "confirmed").redemption()));
    }

    /**
     * Asserts that there is no such redemption.
     *
     * @return this assertion
     */
    public ResolutionAssert isAbsent() {
        Absent unused = expect(Absent.class, "absent");
        return this;
    }

    /**
     * Asserts that there is more than one.
     *
     * @return this assertion
     */
    public ResolutionAssert isDuplicate() {
        Duplicate unused = expect(Duplicate.class, "duplicate");
        return this;
    }

    /**
     * Asserts that it is still unknown, for this reason.
     *
     * @param why the obstacle
     * @return an assertion about the ticket to ask again with, which also gives it
     */
    public TicketAssert isStillUnknown(Obstacle why) {
        String expected = "still unknown for " + why;
        StillUnknown still = expect(StillUnknown.class, expected);
        if (still.why() != why) {
            throw unexpected(expected, wording());
        }
        return then(new TicketAssert(still.ticket()));
    }

    /**
     * Asserts that it is still unknown because of exactly these redemptions, in any order: those of others with our
     * transaction id ({@link Obstacle#MARKER_TAKEN}), or those that may be ours ({@link Obstacle#CANDIDATES_FOUND}).
     *
     * @param redemptions the redemptions that were found; none if no redemption is the reason
     * @return this assertion
     */
    public ResolutionAssert hasFound(RedemptionId... redemptions) {
        List<RedemptionId> ids = List.of(redemptions);
        String expected = "still unknown, found " + ids;
        StillUnknown still = expect(StillUnknown.class, expected);
        Difference<RedemptionId> difference = Difference.between(ids, still.found());
        if (!difference.isEmpty()) {
            throw unexpected(expected, wording() + difference);
        }
        return this;
    }

    @Override
    String wording() {
        return Wording.of(actual);
    }
}
