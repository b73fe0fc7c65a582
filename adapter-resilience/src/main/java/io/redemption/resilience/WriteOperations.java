package io.redemption.resilience;

import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The three writes of a port. */
final class WriteOperations {
    private WriteOperations() {}

    /** A write under attempt ids: what a repetition may do depends on whether the issuer honours them. */
    interface AttemptOperation<T> extends WriteOperation<T> {
        BooleanSupplier idempotent();

        @Override
        default boolean mayRepeatInDoubt() {
            return idempotent().getAsBoolean();
        }

        @Override
        default boolean refusalIsFinal() {
            return idempotent().getAsBoolean();
        }
    }

    /**
     * Redeems one.
     *
     * @param idempotent whether the issuer honours attempt ids: the same attempt gets the same answer. Read after each
     *     send, because an answer may have disproved it
     */
    record Redeeming(RedemptionAttempt attempt, BooleanSupplier idempotent)
            implements AttemptOperation<RedemptionOutcome> {
        @Override
        public boolean isRefusal(RedemptionOutcome outcome) {
            return outcome.fold(redeemed -> false, refused -> true, unknown -> false);
        }

        @Override
        public List<Ticket> tickets(RedemptionOutcome outcome) {
            return outcome.fold(redeemed -> List.of(), refused -> List.of(), unknown -> List.of(unknown.ticket()));
        }

        @Override
        public RedemptionOutcome unknown(
                Doubt doubt, Likelihood executed, int sends, Instant sentAt, Instant doubtfulSince) {
            return new Unknown(Ticket.of(attempt, doubt, executed, sends, sentAt, doubtfulSince));
        }
    }

    /**
     * Redeems several.
     *
     * @param idempotent whether the issuer honours attempt ids; read after each send
     */
    record RedeemingAll(List<RedemptionAttempt> attempts, BooleanSupplier idempotent)
            implements AttemptOperation<BasketOutcome> {
        @Override
        public boolean isRefusal(BasketOutcome outcome) {
            return outcome.fold(all -> false, none -> true, unknown -> false);
        }

        @Override
        public List<Ticket> tickets(BasketOutcome outcome) {
            return outcome.fold(all -> List.of(), none -> List.of(), BasketUnknown::tickets);
        }

        /** Returns a ticket for each item: a basket is redeemed as one, so a doubt holds for all of its items. */
        @Override
        public BasketOutcome unknown(
                Doubt doubt, Likelihood executed, int sends, Instant sentAt, Instant doubtfulSince) {
            return new BasketUnknown(attempts.stream()
                    .map(attempt -> Ticket.of(attempt, doubt, executed, sends, sentAt, doubtfulSince))
                    .toList());
        }
    }

    /** Reverses one. Redemption ids are unique, so a repetition reverses nothing else. */
    record Reversing(Reversal reversal) implements WriteOperation<ReversalOutcome> {
        @Override
        public boolean mayRepeatInDoubt() {
            return true;
        }

        @Override
        public boolean refusalIsFinal() {
            return false;
        }

        @Override
        public boolean isRefusal(ReversalOutcome outcome) {
            return outcome.fold(reversed -> false, nothing -> true, refused -> true, unknown -> false);
        }

        @Override
        public List<Ticket> tickets(ReversalOutcome outcome) {
            return outcome.fold(
                    reversed -> List.of(),
                    nothing -> List.of(),
                    refused -> List.of(),
                    unknown -> List.of(unknown.ticket()));
        }

        @Override
        public ReversalOutcome unknown(
                Doubt doubt, Likelihood executed, int sends, Instant sentAt, Instant doubtfulSince) {
            return new Unknown(Ticket.of(reversal, doubt, executed, sends, sentAt, doubtfulSince));
        }
    }
}
