package io.redemption.vertx;

import io.redemption.Doubt;
import io.redemption.Likelihood;
import io.redemption.NothingToReverse;
import io.redemption.Refused;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.Reversed;
import io.redemption.Ticket;
import io.redemption.Unknown;
import io.redemption.wire.StatusTable;
import io.redemption.wire.StatusVerdict;

/** What the answer to a DELETE means. A success has no body that matters, so there is no echo to check. */
final class ReverseAnswer extends WriteAnswer<ReversalOutcome> {
    private final Reversal reversal;
    private final VertxRedemptionOptions options;

    ReverseAnswer(Reversal reversal, VertxRedemptionOptions options) {
        super(options.issuer());
        this.reversal = reversal;
        this.options = options;
    }

    @Override
    StatusVerdict verdict(int status) {
        return StatusTable.ofDelete(status);
    }

    @Override
    ReversalOutcome succeeded(SendResult result, AnswerHead head) {
        return new Reversed(reversal);
    }

    @Override
    ReversalOutcome refused(Refused refusal) {
        return refusal;
    }

    @Override
    ReversalOutcome absent() {
        return new NothingToReverse(reversal);
    }

    @Override
    ReversalOutcome unknown(SendResult result, Doubt doubt, Likelihood executed) {
        return new Unknown(Ticket.of(
                reversal, doubt, executed, 1, result.handedAt(), options.time().now()));
    }
}
