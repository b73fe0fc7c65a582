package io.redemption.port;

import io.redemption.internal.Checks;
import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.DecisionResult;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Reversal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stores attempts from before they are sent until after they are settled, so that none is sent twice and no doubt is
 * lost. Stores the states of reversals too. It serves one merchant at one issuer, whose doubts it hands out. The
 * implementation declares how durable it is. Thread-safe. Its stages keep the rules of
 * {@link io.redemption.port.RedemptionPort} about stages and threads.
 */
public interface AttemptJournal {
    /** The opening of a call that did not open the attempt, such as one that resolves a ticket of another process. */
    long NO_OPENING = 0;

    /**
     * How long a new doubt is held by the journal that recorded it, without a lease: longer than a call usually takes.
     */
    Duration HELD_AFTER_OPENING = Duration.ofMinutes(2);

    /**
     * Returns whether this journal keeps attempts after the process has ended. If it does, an attempt that it does not
     * know was never opened. If it does not, an unknown attempt that was prepared elsewhere may have been sent.
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
     * Opens an attempt: checks whether it, or its unique transaction id on this redeemable, is known, and records it,
     * in one atomic step. A transaction id is free again once the attempt that carried it is refused, absent or
     * reversed.
     *
     * @param attempt the attempt
     * @return what was known of it, after the record is as durable as this journal makes it. If the stage fails,
     *     nothing may be sent
     */
    CompletionStage<Opening> open(RedemptionAttempt attempt);

    /**
     * Returns what is known of an attempt.
     *
     * @param id the attempt
     * @return what is known, or empty
     */
    CompletionStage<Optional<AttemptState>> find(AttemptId id);

    /**
     * Returns the attempt that a redemption settled.
     *
     * @param redemption the redemption, named as for its reversal
     * @return the attempt, or empty if this journal knows none
     */
    CompletionStage<Optional<AttemptId>> ownerOf(Reversal redemption);

    /**
     * Records how an attempt ended. May be repeated.
     *
     * <ul>
     *   <li><i>Redeemed</i> is recorded with any opening, because it happened, unless another redemption has settled
     *       the attempt or this redemption is known to be reversed. The journal may not know the attempt, because
     *       another process opened it. It must be recorded all the same, or it would be sent again. {@link #open} then
     *       answers settled if the redemption does not {@linkplain RedemptionAttempt#contradiction contradict} the
     *       attempt, and reused if it does.
     *   <li><i>Refused</i> settles an attempt that is open by this opening.
     *   <li><i>Unknown</i> keeps the ticket of an attempt that is open by this opening.
     * </ul>
     *
     * @param id the attempt
     * @param opening the opening that ended, or {@link #NO_OPENING}
     * @param outcome how it ended
     * @return completes when it is recorded
     */
    CompletionStage<Void> settle(AttemptId id, long opening, RedemptionOutcome outcome);

    /**
     * Removes an attempt that is open by this opening and was certainly not executed, so that it may be opened again.
     * Another opening is kept: a late "not sent" of an earlier send proves nothing about a later one. May be repeated.
     *
     * @param id the attempt
     * @param opening the opening that ended
     * @return completes when it is removed
     */
    CompletionStage<Void> discard(AttemptId id, long opening);

    /**
     * Records the proof that an attempt was not executed, if it is open by this opening or unknown to this journal. It
     * may be opened again. It is kept as long as a settled one, so that a redemption that appears later is noticed. May
     * be repeated.
     *
     * @param id the attempt
     * @param opening the opening that ended, or {@link #NO_OPENING} if the journal knew none
     * @return completes when it is recorded
     */
    CompletionStage<Void> absent(AttemptId id, long opening);

    /**
     * Records what is known of a reversal. The attempt that this redemption settled becomes <i>reversed</i>, <i>in
     * reversal</i> or <i>redeemed</i>. An attempt that another redemption settled does not change. A doubt does not
     * replace <i>gone</i>. May be repeated.
     *
     * @param reversal which redemption
     * @param state what is known
     * @return completes when it is recorded
     */
    CompletionStage<Void> reversal(Reversal reversal, ReversalState state);

    /**
     * Returns what is known of a reversal.
     *
     * @param reversal which redemption
     * @return what is known, or empty
     */
    CompletionStage<Optional<ReversalState>> findReversal(Reversal reversal);

    /**
     * Hands out doubts that nobody holds, the oldest first, and holds them for the time of the lease: open attempts and
     * reversals in doubt. An attempt is held by the journal that opened it, and a reversal by the one that recorded its
     * doubt first, for {@link #HELD_AFTER_OPENING}, so that neither is handed out while its call is under way. Then it
     * is, even if that call has not ended, for the process may have died. A doubt whose ticket has no marker is not
     * handed out, nor one that was {@linkplain #handOver handed over}.
     *
     * <p>In a journal that is shared, one doubt is held by one process at a time, and the database's clock measures the
     * lease. The holder counts it from before this call, by its own monotonic clock, so that it ends early for the
     * holder and never late. In a journal that is not shared, what an ended process held is free at once.
     *
     * @param max how many at most, more than zero
     * @param lease how long they are held, more than zero
     * @return the doubts, none if there are none
     */
    CompletionStage<List<PendingDoubt>> takeDoubts(int max, Duration lease);

    /**
     * Holds a doubt for the time of the lease from now, if it is still pending and no other process holds it. Also
     * renews a lease, and gives it back. May be repeated.
     *
     * @param doubt which; only its subject and opening matter
     * @param lease how long it is held; zero gives it back, so that it may be handed out at once
     * @return whether this journal holds it (with a lease of zero: held it). If not, another one does, or it is
     *     settled, opened again or handed over: leave it alone
     */
    CompletionStage<Boolean> hold(PendingDoubt doubt, Duration lease);

    /**
     * Records that reading cannot settle a doubt, so that a person must. It stays in doubt and may still be settled,
     * but is not handed out again. A journal may forget it 24 hours later if it needs the room. May be repeated.
     *
     * @param doubt which; only its subject and opening matter
     * @param why the obstacle, for the person
     * @return completes when it is recorded
     */
    CompletionStage<Void> handOver(PendingDoubt doubt, Obstacle why);

    /**
     * Records what a person decided about an attempt in doubt, handed over or not. It is no proof: the attempt stays
     * open, is handed out as before, and is settled by {@link #settle} and {@link #absent} whatever was decided. It
     * belongs to the opening; an attempt that is opened again is undecided. A later decision replaces an earlier one in
     * {@link AttemptState.Open}. May be repeated.
     *
     * @param id the attempt
     * @param decision what was decided
     * @return whether it is recorded. An attempt whose first call may still be under way, because it was opened within
     *     {@link #HELD_AFTER_OPENING} and has no ticket, is {@link DecisionResult#UNDER_WAY}
     */
    CompletionStage<DecisionResult> decide(AttemptId id, Decision decision);

    /**
     * Records whether a list of the issuer kept a transaction id. The last time of each is kept, for kept and altered
     * ids separately. May be repeated.
     *
     * @param kind the kind that was listed
     * @param kept whether the id was listed as it was sent
     * @return completes when it is recorded
     */
    CompletionStage<Void> learned(RedeemableKind kind, boolean kept);

    /**
     * Returns what was {@linkplain #learned learned} of the issuer's lists.
     *
     * @return at most two for each kind, one of kept and one of altered ids
     */
    CompletionStage<List<MarkerEvidence>> evidence();

    /** The answer of {@link #open}. Immutable. */
    sealed interface Opening {
        /**
         * Applies the function for the case that this opening is.
         *
         * @param onFresh the attempt may be sent
         * @param onKnown the attempt is known
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
         * Nothing was known of the attempt, or it was proven absent. It is recorded now and may be sent.
         *
         * @param opening the number of this opening, unique among those of the attempt and more than zero
         * @param isProvenAbsent whether the attempt was proven absent before
         */
        record Fresh(long opening, boolean isProvenAbsent) implements Opening {}

        /**
         * The attempt is known and must not be sent.
         *
         * @param state what is known
         */
        record Known(AttemptState state) implements Opening {
            /**
             * Checks the components.
             *
             * @throws NullPointerException if a component is missing
             */
            public Known {
                Checks.required("state", state);
            }
        }

        /**
         * The id of the attempt was used for other content. It must not be sent.
         *
         * @param state what is known of the attempt with that content
         */
        record Reused(AttemptState state) implements Opening {
            /**
             * Checks the components.
             *
             * @throws NullPointerException if a component is missing
             */
            public Reused {
                Checks.required("state", state);
            }
        }

        /**
         * Another attempt carries the unique transaction id on the same redeemable. This attempt must not be sent.
         *
         * @param first the other attempt
         * @param sameContent whether both ask for the same value for the same user
         * @param state what is known of the other attempt: open, redeemed or in reversal
         */
        record TransactionTaken(AttemptId first, boolean sameContent, AttemptState state) implements Opening {
            /**
             * Checks the components.
             *
             * @throws NullPointerException if a component is missing
             */
            public TransactionTaken {
                Checks.required("first", first);
                Checks.required("state", state);
            }
        }

        /** The journal has no room for another open attempt; nothing may be sent. */
        record Full() implements Opening {}
    }

    /**
     * Returns a journal in memory, which lasts as long as the object. It keeps the last 100,000 settled attempts, and
     * open attempts in up to 64 MiB. An attempt without a marker, which nothing can settle, is kept for 24 hours. When
     * there is no room, new attempts fail with {@link io.redemption.model.FailureCode#JOURNAL_FULL}, and known ones are
     * still answered.
     *
     * @return the journal
     */
    static AttemptJournal inMemory() {
        return inMemory(TimeSource.system());
    }

    /**
     * Returns a journal as {@link #inMemory()} does, with another clock.
     *
     * @param time the clock that counts the 24 hours
     * @return the journal
     */
    static AttemptJournal inMemory(TimeSource time) {
        return new InMemoryAttemptJournal(InMemoryAttemptJournal.DEFAULT_BOUNDS, time);
    }
}
