package io.redemption.testing;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.Violation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Describes answers for a failure: everything that helps to find the cause, and no personal data. */
final class Wording {
    private Wording() {}

    static String of(RedemptionOutcome outcome) {
        return outcome.fold(
                redeemed -> (redeemed.replayed() ? "redeemed (replayed): " : "redeemed: ") + redeemed.redemption(),
                Wording::of,
                unknown -> of(unknown.ticket()));
    }

    static String of(ReversalOutcome outcome) {
        return outcome.fold(
                reversed -> "reversed: " + reversed.reversal().redemption() + " of "
                        + reversed.reversal().redeemable(),
                nothing -> "nothing to reverse: " + nothing.reversal().redemption() + " of "
                        + nothing.reversal().redeemable(),
                Wording::of,
                unknown -> of(unknown.ticket()));
    }

    static String of(BasketOutcome outcome) {
        return outcome.fold(
                all -> "all redeemed: "
                        + list(all.redeemed().stream()
                                .map(redeemed -> redeemed.redemption())
                                .toList()),
                none -> "none redeemed: " + refusals(none.refusals()),
                unknown -> "basket " + tickets(unknown.tickets()));
    }

    static String of(Resolution resolution) {
        return resolution.fold(
                confirmed -> "confirmed: " + confirmed.redemption(),
                absent -> "absent, if nothing is executed more than " + absent.maxExecutionDelay()
                        + " late or listed more than " + absent.maxReadLag() + " late",
                duplicate -> "duplicate: " + list(duplicate.redemptions()),
                still -> "still unknown for " + still.why()
                        + (still.found().isEmpty() ? "" : ", found " + still.found())
                        + ": " + of(still.ticket()));
    }

    static String of(Refused refused) {
        return "refused: "
                + refused.violations().stream().map(Violation::toString).collect(Collectors.joining("; "));
    }

    static String of(Ticket ticket) {
        return "unknown for " + ticket.doubt() + ": " + ticket.operation() + " of " + ticket.redeemable() + ", "
                + ticket.executed() + ", marker "
                + (ticket.marker() == null ? "absent" : ticket.marker().toString()) + ", sent "
                + ticket.sends() + " times, in doubt since " + ticket.doubtfulSince();
    }

    static String refusals(Map<Integer, Refused> refusals) {
        return new TreeMap<>(refusals)
                .entrySet().stream()
                        .map(entry -> "item " + entry.getKey() + " " + of(entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    static String tickets(List<Ticket> tickets) {
        return tickets.stream().map(Wording::of).collect(Collectors.joining(", "));
    }

    private static String list(List<Redemption> redemptions) {
        return redemptions.toString();
    }
}
