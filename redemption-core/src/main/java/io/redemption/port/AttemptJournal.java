package io.redemption.port;

import io.redemption.model.AttemptId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Remembers attempts from before they are sent until after they are settled, so that none is sent twice and none in
 * doubt is forgotten, and remembers what became of reversals. A port: how durable it is, the implementation declares.
 * Thread-safe; its stages keep what {@link io.redemption.port.RedemptionPort} says of stages and threads.
 */
public interface AttemptJournal {
    /**
     * The opening of a call that did not open the attempt itself, such as one that resolves another process's ticket.
     */
    long NO_OPENING = 0;

    /**
     * Returns whether this journal remembers attempts when the process has ended. If it does, an attempt that it does
     * not know was never opened. If it does not, nobody knows that of an attempt that was prepared elsewhere.
     *
     * @return the same value for the journal's whole life
     */
    boolean survivesRestart();

    /**
     * Returns whether several processes may use this journal at the same time.
     *
     * @return the same value for the journal's whole life
     */
    boolean isShared();

    /**
     * Records that an attempt begins, in one atomic step with the question whether it, or its unique transaction id on
     * this redeemable, is known. A transaction id is free again once the attempt that carried it is refused, absent or
     * reversed.
     *
     * @param attempt the attempt
     * @return what was known of it, once the record is as durable as this journal makes it. If the stage fails, nothing
     *     may be sent
     */
    CompletionStage<Opening> open(RedemptionAttempt attempt);

    /**
     * Tells what is known of an attempt, and changes nothing.
     *
     * @param id the attempt
     * @return what is known, or empty
     */
    CompletionStage<Optional<AttemptState>> find(AttemptId id);

    /**
     * Tells which attempt a redemption settled.
     *
     * @param redemption the redemption, named as for its reversal
     * @return the attempt, or empty if none that this journal remembers
     */
    CompletionStage<Optional<AttemptId>> ownerOf(Reversal redemption);

    /**
     * Records how an attempt ended. May be repeated.
     *
     * <ul>
     *   <li><i>Redeemed</i> is recorded whoever says so, because it happened, except where another redemption has
     *       settled the attempt or this very redemption is known to be reversed. The attempt may be one that this
     *       journal does not know, because another process resolved its ticket: it must be remembered all the same, or
     *       it would be sent again. {@link #open} then answers settled if the redemption does not
     *       {@linkplain RedemptionAttempt#contradiction contradict} the attempt, and reused if it does.
     *   <li><i>Refused</i> settles an attempt that is open by this opening.
     *   <li><i>Unknown</i> keeps the ticket of an attempt that is open by this opening.
     * </ul>
     *
     * @param id the attempt
     * @param opening the opening whose end this is, or {@link #NO_OPENING}
     * @param outcome how it ended
     * @return completes when it is recorded
     */
    CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome);

    /**
     * Forgets an attempt that is open by this opening and was certainly not executed, so that it may be made again.
     * What another opening began is kept: a late "not sent" of an earlier send says nothing about a later one. May be
     * repeated.
     *
     * @param id the attempt
     * @param opening the opening that ended so
     * @return completes when it is forgotten
     */
    CompletionStage<Void> discard(AttemptId id, long opening);

    /**
     * Records that an attempt that is open by this opening, or that this journal does not know, was proven not to have
     * happened. It may be opened again, and is remembered as long as a settled one, so that a redemption that appears
     * later is noticed. May be repeated.
     *
     * @param id the attempt
     * @param opening the opening that ended so, or {@link #NO_OPENING} if the journal knew none
     * @return completes when it is recorded
     */
    CompletionStage<Void> absent(AttemptId id, long opening);

    /**
     * Records what is known of a reversal. The attempt that this very redemption settled is <i>reversed</i>, <i>in
     * reversal</i> or <i>redeemed</i> accordingly; an attempt that another redemption settled is not touched. A doubt
     * does not replace the knowledge that it is gone. May be repeated.
     *
     * @param reversal which redemption
     * @param state what is known
     * @return completes when it is recorded
     */
    CompletionStage<Void> reversal(Reversal reversal, ReversalState state);

    /**
     * Tells what is known of a reversal.
     *
     * @param reversal which redemption
     * @return what is known, or empty
     */
    CompletionStage<Optional<ReversalState>> findReversal(Reversal reversal);

    /** How an attempt was opened, or why not. */
    sealed interface Opening {
        /**
         * Reads this opening by its kind.
         *
         * @param onFresh it may be sent
         * @param onKnown it is known
         * @param onReused its id was used for something else
         * @param onTransactionTaken another attempt carries its unique transaction id
         * @param onFull there is no room
         * @param <T> the type of the answer
         * @return the answer of the function that applies
         */
        default <T> T fold(
                Function<Fresh, T> onFresh,
                Function<Known, T> onKnown,
                Function<Reused, T> onReused,
                Function<TransactionTaken, T> onTransactionTaken,
                Supplier<T> onFull) {
            if (this instanceof Fresh fresh) {
                return onFresh.apply(fresh);
            }
            if (this instanceof Known known) {
                return onKnown.apply(known);
            }
            if (this instanceof Reused reused) {
                return onReused.apply(reused);
            }
            if (this instanceof TransactionTaken taken) {
                return onTransactionTaken.apply(taken);
            }
            return onFull.get();
        }

        /**
         * Nothing was known, or only that it did not happen: it is recorded now and may be sent.
         *
         * @param opening names this opening among all of the attempt, more than zero
         * @param isProvenAbsent whether it is known of the attempt that it did not happen
         */
        record Fresh(long opening, boolean isProvenAbsent) implements Opening {}

        /**
         * It is known; it must not be sent.
         *
         * @param state what is known
         */
        record Known(AttemptState state) implements Opening {
            /**
             * Checks the components.
             *
             * @param state as the component says
             * @throws NullPointerException if a component is missing
             */
            public Known {
                Objects.requireNonNull(state, "state: null (expected: a value)");
            }
        }

        /**
         * Its id was used for other content; it must not be sent.
         *
         * @param state what is known of the attempt with that content
         */
        record Reused(AttemptState state) implements Opening {
            /**
             * Checks the components.
             *
             * @param state as the component says
             * @throws NullPointerException if a component is missing
             */
            public Reused {
                Objects.requireNonNull(state, "state: null (expected: a value)");
            }
        }

        /**
         * Another attempt carries its unique transaction id on the same redeemable; it must not be sent.
         *
         * @param first the other attempt
         * @param sameContent whether both ask for the same value for the same user
         * @param state what is known of the other attempt: open, redeemed or in reversal
         */
        record TransactionTaken(AttemptId first, boolean sameContent, AttemptState state) implements Opening {
            /**
             * Checks the components.
             *
             * @param first as the component says
             * @param sameContent as the component says
             * @param state as the component says
             * @throws NullPointerException if a component is missing
             */
            public TransactionTaken {
                Objects.requireNonNull(first, "first: null (expected: a value)");
                Objects.requireNonNull(state, "state: null (expected: a value)");
            }
        }

        /** The journal has no room for another open attempt; nothing may be sent. */
        record Full() implements Opening {}
    }

    /**
     * Returns a journal that lasts as long as this object. It keeps the last 100,000 settled attempts and open ones in
     * up to 64 MiB; an attempt without a marker, which nothing can settle, is kept for 24 hours. When there is no room,
     * new attempts fail with {@link io.redemption.model.FailureCode#JOURNAL_FULL}, and what it knows is still answered.
     *
     * @return the journal
     */
    static AttemptJournal inMemory() {
        return inMemory(TimeSource.system());
    }

    /**
     * Returns a journal as {@link #inMemory()} makes it, with a clock of its own.
     *
     * @param time by which the 24 hours are counted
     * @return the journal
     */
    static AttemptJournal inMemory(TimeSource time) {
        return new InMemoryAttemptJournal(InMemoryAttemptJournal.DEFAULT_BOUNDS, time);
    }
}
