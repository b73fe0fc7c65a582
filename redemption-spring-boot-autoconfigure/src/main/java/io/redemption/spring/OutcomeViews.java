package io.redemption.spring;

import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Decision;
import io.redemption.model.IssuerReason;
import io.redemption.model.NothingToReverse;
import io.redemption.model.ProbeResult;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;

/** How outcomes, resolutions and failures are shown as JSON. Each says in its first member what it is. Stateless. */
final class OutcomeViews {
    private static final String OUTCOME = "outcome";
    private static final String RESOLUTION = "resolution";

    private OutcomeViews() {}

    static void addTo(ModelJson.Views views) {
        addOutcomes(views);
        addResolutions(views);
        addParts(views);
    }

    private static void addOutcomes(ModelJson.Views views) {
        views.object(
                        Redeemed.class,
                        (redeemed, members) -> members.put(OUTCOME, "redeemed")
                                .put("redemption", redeemed.redemption())
                                .put("replayed", redeemed.replayed()))
                .object(
                        Refused.class,
                        (refused, members) -> members.put(OUTCOME, "refused").put("violations", refused.violations()))
                .object(
                        Unknown.class,
                        (unknown, members) -> members.put(OUTCOME, "unknown")
                                .put("ticket", unknown.ticket())
                                .put("decision", unknown.decision()))
                .object(
                        Reversed.class,
                        (reversed, members) -> members.put(OUTCOME, "reversed").put("reversal", reversed.reversal()))
                .object(
                        NothingToReverse.class,
                        (nothing, members) ->
                                members.put(OUTCOME, "nothing-to-reverse").put("reversal", nothing.reversal()))
                .object(
                        AllRedeemed.class,
                        (all, members) -> members.put(OUTCOME, "all-redeemed").put("redeemed", all.redeemed()))
                .object(
                        NoneRedeemed.class,
                        (none, members) -> members.put(OUTCOME, "none-redeemed").put("refusals", none.refusals()))
                .object(
                        BasketUnknown.class,
                        (unknown, members) -> members.put(OUTCOME, "unknown").put("tickets", unknown.tickets()));
    }

    private static void addResolutions(ModelJson.Views views) {
        views.object(
                        Resolution.Confirmed.class,
                        (confirmed, members) ->
                                members.put(RESOLUTION, "confirmed").put("redemption", confirmed.redemption()))
                .object(
                        Resolution.Absent.class,
                        (absent, members) -> members.put(RESOLUTION, "absent")
                                .put("maxExecutionDelay", absent.maxExecutionDelay())
                                .put("maxReadLag", absent.maxReadLag()))
                .object(
                        Resolution.Duplicate.class,
                        (duplicate, members) ->
                                members.put(RESOLUTION, "duplicate").put("redemptions", duplicate.redemptions()))
                .object(
                        Resolution.StillUnknown.class,
                        (unknown, members) -> members.put(RESOLUTION, "still-unknown")
                                .put("why", unknown.why())
                                .put("found", unknown.found())
                                .put("ticket", unknown.ticket()));
    }

    private static void addParts(ModelJson.Views views) {
        // Neither the redeemer nor the link, which names the redeemable: as toString does.
        views.object(
                        Redemption.class,
                        (redemption, members) -> members.put("id", redemption.id())
                                .put("redeemable", redemption.redeemable())
                                .put("value", redemption.value())
                                .put("transactionId", redemption.transactionId())
                                .put("createdAt", redemption.createdAt()))
                .object(
                        Reversal.class,
                        (reversal, members) -> members.put("redeemable", reversal.redeemable())
                                .put("redemption", reversal.redemption()))
                .object(
                        Ticket.class,
                        (ticket, members) -> members.put("operation", ticket.operation())
                                .put("redeemable", ticket.redeemable())
                                .put("attempt", ticket.attemptId())
                                .put("redemption", ticket.redemption())
                                .put("value", ticket.value())
                                .put("doubt", ticket.doubt())
                                .put("executed", ticket.executed())
                                .put("sends", ticket.sends())
                                .put("sentAt", ticket.sentAt())
                                .put("doubtfulSince", ticket.doubtfulSince()))
                // Who decided and the note are for the records alone.
                .object(
                        Decision.class,
                        (decision, members) ->
                                members.put("decided", decision.outcome()).put("at", decision.at()))
                .object(
                        Violation.class,
                        (violation, members) -> members.put("code", violation.code())
                                .put("parameters", violation.parameters())
                                .put("issuer", violation.issuer()))
                // The sentence of an issuer may repeat a code or a name.
                .object(IssuerReason.class, (reason, members) -> members.put("number", reason.number()))
                .object(
                        ValidationResult.class,
                        (result, members) -> members.put("valid", result.isValid())
                                .put("violations", result.violations())
                                .put("state", result.state()))
                .object(
                        RedemptionException.class,
                        (failure, members) -> members.put("failure", failure.code())
                                .put("message", failure.getMessage())
                                .put("retryAfter", failure.retryAfter()))
                .object(
                        ProbeResult.class,
                        (probe, members) -> members.put("good", probe.isGood())
                                .put("reachable", probe.reachable())
                                .put("credentialsAccepted", probe.credentialsAccepted())
                                .put("answersAsApi", probe.answersAsApi())
                                .put("gateway", probe.gateway())
                                .put("failure", probe.failure().orElse(null)));
    }
}
