package io.redemption.cli;

import io.redemption.jdbc.RecordedAttempt;
import io.redemption.model.Decision;
import io.redemption.model.Decision.Outcome;
import io.redemption.model.Redemption;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import io.redemption.port.AttemptState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an attempt is called in lists. Nothing here names a user, a code or the id of a gift card. */
final class AttemptTexts {
    private AttemptTexts() {}

    static String state(RecordedAttempt attempt) {
        return attempt.state()
                .fold(
                        open -> openState(attempt, open),
                        settled -> settled.outcome()
                                .fold(redeemed -> "redeemed", refused -> "refused", unknown -> "in doubt"),
                        in -> "in reversal",
                        reversed -> "reversed",
                        absent -> "absent");
    }

    private static String openState(RecordedAttempt attempt, AttemptState.Open open) {
        if (open.decision() != null) {
            return "decided " + words(open.decision().outcome());
        }
        if (attempt.handedOver() != null) {
            return "handed over";
        }
        return open.ticket() == null ? "begun" : "in doubt";
    }

    /** Returns why an attempt is in doubt or waits for a person; an empty text if neither. */
    static String why(RecordedAttempt attempt) {
        if (contradiction(attempt).isPresent()) {
            return "contradicts a decision";
        }
        Ticket ticket = attempt.ticket();
        if (attempt.handedOver() != null) {
            return words(attempt.handedOver());
        }
        return ticket == null ? "" : words(ticket.doubt());
    }

    /** Returns the decision of a person whose opposite is proven. */
    static Optional<Decision> contradiction(RecordedAttempt attempt) {
        List<Decision> decisions = attempt.decisions();
        if (decisions.isEmpty()) {
            return Optional.empty();
        }
        Decision last = decisions.get(decisions.size() - 1);
        Outcome proven = attempt.state()
                .<Optional<Outcome>>fold(
                        open -> Optional.empty(),
                        settled -> settled.outcome()
                                .<Optional<Outcome>>fold(
                                        redeemed -> Optional.of(Outcome.REDEEMED),
                                        refused -> Optional.of(Outcome.NOT_REDEEMED),
                                        unknown -> Optional.empty()),
                        in -> Optional.of(Outcome.REDEEMED),
                        reversed -> Optional.of(Outcome.REDEEMED),
                        absent -> Optional.of(Outcome.NOT_REDEEMED))
                .orElse(last.outcome());
        return proven == last.outcome() ? Optional.empty() : Optional.of(last);
    }

    /** Returns the redemption that settled an attempt and stands, or may. */
    static Optional<Redemption> redemption(RecordedAttempt attempt) {
        return attempt.state()
                .fold(
                        open -> Optional.empty(),
                        settled -> settled.outcome()
                                .<Optional<Redemption>>fold(
                                        redeemed -> Optional.of(redeemed.redemption()),
                                        refused -> Optional.empty(),
                                        unknown -> Optional.empty()),
                        in -> Optional.of(in.redemption()),
                        reversed -> Optional.empty(),
                        absent -> Optional.empty());
    }

    static @Nullable TransactionId transaction(RecordedAttempt attempt) {
        Ticket ticket = attempt.ticket();
        return ticket == null
                ? redemption(attempt).map(Redemption::transactionId).orElse(null)
                : ticket.marker();
    }

    /** Returns the ticket that resolves what is in doubt of an attempt, its redemption or its reversal. */
    static Optional<Ticket> inDoubt(RecordedAttempt attempt) {
        return attempt.state()
                .fold(
                        open -> Optional.ofNullable(open.ticket() == null ? attempt.ticket() : open.ticket()),
                        settled -> Optional.empty(),
                        in -> Optional.of(in.ticket()),
                        reversed -> Optional.empty(),
                        absent -> Optional.empty());
    }

    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
