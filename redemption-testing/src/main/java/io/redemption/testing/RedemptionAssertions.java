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
 * Where assertions about what a shop answers begin; can be imported statically beside AssertJ's own {@code assertThat}.
 * Failures show what was expected and what came, with every violation, and nothing of the redeemer, no code and no id
 * of a gift card: of these, only the length. Thread-safe.
 */
@CheckReturnValue
public final class RedemptionAssertions {
    private RedemptionAssertions() {}

    /**
     * Begins an assertion about what became of an attempt.
     *
     * @param actual the outcome
     * @return the assertion
     */
    public static RedemptionOutcomeAssert assertThat(RedemptionOutcome actual) {
        return new RedemptionOutcomeAssert(actual);
    }

    /**
     * Begins an assertion about what became of the wish to take a redemption back.
     *
     * @param actual the outcome
     * @return the assertion
     */
    public static ReversalOutcomeAssert assertThat(ReversalOutcome actual) {
        return new ReversalOutcomeAssert(actual);
    }

    /**
     * Begins an assertion about what became of a basket.
     *
     * @param actual the outcome
     * @return the assertion
     */
    public static BasketOutcomeAssert assertThat(BasketOutcome actual) {
        return new BasketOutcomeAssert(actual);
    }

    /**
     * Begins an assertion about what came of looking into a doubt.
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
     * Begins an assertion about a doubt.
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
