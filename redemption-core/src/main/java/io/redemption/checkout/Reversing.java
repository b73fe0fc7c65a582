package io.redemption.checkout;

import io.redemption.Doubt;
import io.redemption.Likelihood;
import io.redemption.NothingToReverse;
import io.redemption.Operation;
import io.redemption.RedeemableChanges.Change;
import io.redemption.RedeemableChanges.RedemptionChange;
import io.redemption.Refused;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.Reversed;
import io.redemption.Ticket;
import io.redemption.Unknown;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The use case reverse. Needs no journal: repeating a reversal has no second effect. */
final class Reversing {
    private final Wiring wiring;
    private final Reporter reporter;
    private final Backstop backstop;

    Reversing(Wiring wiring) {
        this.wiring = wiring;
        this.reporter = wiring.reporter();
        this.backstop = wiring.backstop();
    }

    CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        Reporter.Call report =
                reporter.begin(Operation.REVERSE, reversal.redeemable().kind());
        Instant sentAt = wiring.time().now();
        Backstop.Guarded<ReversalOutcome> call = backstop.write(
                report, () -> wiring.port().reverse(reversal), doubt -> unknown(reversal, doubt, sentAt));
        CallerStage<ReversalOutcome> own = new CallerStage<>(call::cancel);
        call.answer().whenComplete((outcome, thrown) -> {
            end(reversal, report, outcome, thrown);
            Stages.relay(outcome, thrown, own);
        });
        call.late().whenComplete((late, thrown) -> tellLate(reversal, late));
        return own;
    }

    private void end(
            Reversal reversal, Reporter.Call report, @Nullable ReversalOutcome outcome, @Nullable Throwable thrown) {
        if (thrown != null) {
            report.failed(Stages.cause(thrown));
        } else if (outcome instanceof Refused refused) {
            report.refused(refused.violations());
        } else if (outcome instanceof Unknown unknown) {
            wiring.tell(reversal.redeemable(), Change.IN_DOUBT, new RedemptionChange(reversal.redemption(), null));
            report.unknown(unknown.ticket().doubt());
        } else {
            tellGone(reversal, outcome);
            report.done();
        }
    }

    /** Taken back, or not there any more: either way a doubt that an earlier call left is over. */
    private void tellGone(Reversal reversal, @Nullable ReversalOutcome outcome) {
        if (outcome instanceof Reversed) {
            wiring.tell(reversal.redeemable(), Change.REMOVED, new RedemptionChange(reversal.redemption(), null));
        } else if (outcome instanceof NothingToReverse) {
            wiring.tell(reversal.redeemable(), Change.SETTLED, new RedemptionChange(reversal.redemption(), null));
        }
    }

    /** An adapter that was given up may still come to know, or to prove that nothing happened; then the caches learn it. */
    private void tellLate(Reversal reversal, @Nullable ReversalOutcome late) {
        if (!(late instanceof Unknown)) {
            tellGone(reversal, late);
            wiring.tell(reversal.redeemable(), Change.SETTLED, new RedemptionChange(reversal.redemption(), null));
        }
    }

    private Unknown unknown(Reversal reversal, Doubt doubt, Instant sentAt) {
        return new Unknown(Ticket.of(
                reversal, doubt, Likelihood.POSSIBLE, 1, sentAt, wiring.time().now()));
    }
}
