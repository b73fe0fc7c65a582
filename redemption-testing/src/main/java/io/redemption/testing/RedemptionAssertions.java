package io.redemption.testing;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import org.assertj.core.annotation.CheckReturnValue;

/**
 * Entry point of assertions about a shop's answers; can be imported statically beside AssertJ's own {@code assertThat}.
 * Failures show the expected and the actual answer with every violation. Of the redeemer's data, codes and ids of gift
 * cards they show only the length. Thread-safe.
 */
@CheckReturnValue
public final class RedemptionAssertions {
    private RedemptionAssertions() {}

    /**
     * Begins an assertion about the outcome of an attempt.
     *
     * @param actual the outcome
     * @return the assertion
     */
    public static RedemptionOutcomeAssert assertThat(RedemptionOutcome actual) {
        return new RedemptionOutcomeAssert(actual);
    }

    /**
     * Begins an assertion about the outcome of a reversal.
     *
     * @param actual the outcome
     * @return the assertion
     */
    public static ReversalOutcomeAssert assertThat(ReversalOutcome actual) {
        return new ReversalOutcomeAssert(actual);
    }

    /**
     * Begins an assertion about the outcome of a basket.
     *
     * @param actual the outcome
     * @return the assertion
     */
    public static BasketOutcomeAssert assertThat(BasketOutcome actual) {
        return new BasketOutcomeAssert(actual);
    }

    /**
     * Begins an assertion about the resolution of an unknown outcome.
     *
     * @param actual the resolution
     * @return the assertion
     */
    public static ResolutionAssert assertThat(Resolution actual) {
        return new ResolutionAssert(actual);
    }

    /**
     * Begins an assertion about the redemptions of a redeemable.
     *
     * @param actual the history
     * @return the assertion
     */
    public static RedemptionHistoryAssert assertThat(RedemptionHistory actual) {
        return new RedemptionHistoryAssert(actual);
    }

    /**
     * Begins an assertion about one redemption.
     *
     * @param actual the redemption
     * @return the assertion
     */
    public static RedemptionAssert assertThat(Redemption actual) {
        return new RedemptionAssert(actual);
    }

    /**
     * Begins an assertion about a refusal.
     *
     * @param actual the refusal
     * @return the assertion
     */
    public static RefusedAssert assertThat(Refused actual) {
        return new RefusedAssert(actual);
    }

    /**
     * Begins an assertion about an unknown outcome.
     *
     * @param actual the unknown outcome
     * @return the assertion, about its ticket
     */
    public static TicketAssert assertThat(Unknown actual) {
        return new TicketAssert(actual.ticket());
    }

    /**
     * Begins an assertion about a ticket.
     *
     * @param actual the ticket
     * @return the assertion
     */
    public static TicketAssert assertThat(Ticket actual) {
        return new TicketAssert(actual);
    }
}
