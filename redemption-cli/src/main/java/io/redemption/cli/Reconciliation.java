package io.redemption.cli;

import io.redemption.jdbc.RecordedAttempt;
import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import io.redemption.model.Ticket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the redemptions that a journal knows with those that the issuer lists, for a period. Not thread-safe. */
final class Reconciliation {
    /** How a redemption compares. */
    enum Result {
        /** Both have it, and agree. */
        MATCHED,
        /** The journal has it, and the issuer does not list it. */
        ONLY_OURS,
        /** The issuer lists it, and the journal does not have it as redeemed. */
        ONLY_THEIRS,
        /** Both have it, and differ in a field. */
        DIFFERING,
        /** The journal has it, and the issuer's list could not be read. */
        NOT_COMPARED
    }

    /**
     * One redemption.
     *
     * @param attempt the attempt that it settled, or may; {@code null} if the journal knows none
     * @param field the field that differs, otherwise {@code null}
     * @param ours that field, or the value, in the journal
     * @param theirs that field, or the value, in the issuer's list
     * @param note what else is known of it; an empty text if nothing
     */
    record Line(
            Result result,
            RedeemableId redeemable,
            RedemptionId redemption,
            Instant createdAt,
            @Nullable RecordedAttempt attempt,
            @Nullable String field,
            @Nullable String ours,
            @Nullable String theirs,
            String note) {}

    private final Instant from;
    private final Instant to;
    private final Map<RedeemableId, List<RecordedAttempt>> ours = new LinkedHashMap<>();
    private final Map<String, RecordedAttempt> others = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private BigDecimal residual = BigDecimal.ZERO;
    private int withoutValue;

    /**
     * Begins a comparison.
     *
     * @param from the beginning of the period, by the issuer's clock
     * @param to its end, which does not belong to it
     */
    Reconciliation(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /** Adds an attempt of the journal. */
    void add(RecordedAttempt attempt) {
        Optional<Redemption> redemption = AttemptTexts.redemption(attempt);
        if (redemption.isPresent()) {
            ours.computeIfAbsent(redemption.get().redeemable(), id -> new ArrayList<>())
                    .add(attempt);
        } else {
            AttemptTexts.inDoubt(attempt)
                    .filter(ticket -> ticket.marker() != null)
                    .ifPresent(ticket -> others.put(marker(ticket), attempt));
        }
    }

    private static String marker(Ticket ticket) {
        return ticket.redeemable().kind() + "/" + ticket.redeemable().value() + "/" + ticket.marker();
    }

    /** Returns the redeemables that the journal redeemed in the period. */
    List<RedeemableId> redeemables() {
        return ours.values().stream()
                .flatMap(List::stream)
                .flatMap(attempt -> AttemptTexts.redemption(attempt).stream())
                .filter(this::isInPeriod)
                .map(Redemption::redeemable)
                .distinct()
                .toList();
    }

    private boolean isInPeriod(Redemption redemption) {
        return !redemption.createdAt().isBefore(from) && redemption.createdAt().isBefore(to);
    }

    /**
     * Compares one redeemable.
     *
     * @param listed what the issuer lists of it; {@code null} if that could not be read
     */
    void compare(RedeemableId redeemable, @Nullable List<Redemption> listed) {
        Map<RedemptionId, Redemption> theirs = new HashMap<>();
        if (listed != null) {
            listed.forEach(redemption -> theirs.put(redemption.id(), redemption));
        }
        for (RecordedAttempt attempt : ours.getOrDefault(redeemable, List.of())) {
            Redemption own = AttemptTexts.redemption(attempt).orElseThrow();
            Redemption found = theirs.remove(own.id());
            boolean isAsked = isInPeriod(own) || (found != null && isInPeriod(found));
            if (isAsked && found != null) {
                both(attempt, own, found);
            } else if (isAsked) {
                onlyOurs(attempt, own, listed == null);
            }
        }
        theirs.values().stream().filter(this::isInPeriod).forEach(this::onlyTheirs);
    }

    private void both(RecordedAttempt attempt, Redemption own, Redemption found) {
        Amount ownValue = own.value();
        Amount theirValue = found.value();
        List<Line> differing = new ArrayList<>();
        if (ownValue == null || theirValue == null) {
            withoutValue++;
        } else if (!ownValue.equals(theirValue)) {
            differing.add(line(Result.DIFFERING, own, attempt, "value", ownValue, theirValue, ""));
            residual = residual.add(ownValue.toBigDecimal().subtract(theirValue.toBigDecimal()));
        }
        if (own.transactionId() != null && !Objects.equals(own.transactionId(), found.transactionId())) {
            differing.add(line(
                    Result.DIFFERING, own, attempt, "transaction_id", own.transactionId(), found.transactionId(), ""));
        }
        if (!own.createdAt().equals(found.createdAt())) {
            differing.add(line(Result.DIFFERING, own, attempt, "created", own.createdAt(), found.createdAt(), ""));
        }
        if (differing.isEmpty()) {
            lines.add(line(Result.MATCHED, own, attempt, null, ownValue, theirValue, ""));
        } else {
            lines.addAll(differing);
        }
    }

    private void onlyOurs(RecordedAttempt attempt, Redemption own, boolean isUnread) {
        if (!isUnread) {
            residual = residual.add(amount(own));
        }
        String state = AttemptTexts.state(attempt);
        lines.add(line(
                isUnread ? Result.NOT_COMPARED : Result.ONLY_OURS,
                own,
                attempt,
                null,
                own.value(),
                null,
                isUnread ? "the issuer's list cannot be read" : state.equals("redeemed") ? "" : state));
    }

    private void onlyTheirs(Redemption found) {
        String marker = found.redeemable().kind() + "/" + found.redeemable().value() + "/" + found.transactionId();
        RecordedAttempt doubted = others.get(marker);
        residual = residual.subtract(amount(found));
        lines.add(line(
                Result.ONLY_THEIRS,
                found,
                doubted,
                null,
                null,
                found.value(),
                doubted == null
                        ? ""
                        : "carries the transaction id of an attempt that is " + AttemptTexts.state(doubted)));
    }

    private static BigDecimal amount(Redemption redemption) {
        Amount value = redemption.value();
        return value == null ? BigDecimal.ZERO : value.toBigDecimal();
    }

    private static Line line(
            Result result,
            Redemption about,
            @Nullable RecordedAttempt attempt,
            @Nullable String field,
            @Nullable Object ours,
            @Nullable Object theirs,
            String note) {
        return new Line(
                result,
                about.redeemable(),
                about.id(),
                about.createdAt(),
                attempt,
                field,
                ours == null ? null : ours.toString(),
                theirs == null ? null : theirs.toString(),
                note);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    long count(Result result) {
        return lines.stream()
                .filter(line -> line.result() == result)
                .map(Line::redemption)
                .distinct()
                .count();
    }

    /** Returns what the journal has more than the issuer; negative if the issuer has more. */
    BigDecimal residual() {
        return residual;
    }

    /** Returns how many redemptions have no value in the journal or the list, so that it is not compared. */
    int withoutValue() {
        return withoutValue;
    }

    /** Returns whether all was compared and nothing differs, not only in sum. */
    boolean isBalanced() {
        return count(Result.MATCHED) == lines.size();
    }
}
