package io.redemption.checkout;

import io.redemption.AttemptId;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionOutcome;
import io.redemption.Ticket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Remembers attempts from before they are sent until after they are settled, so that none is sent twice and none in doubt
 * is forgotten. A port: how durable it is, is its implementation's affair. Thread-safe; its stages keep what
 * {@link io.redemption.RedemptionPort} says of stages and threads.
 */
public interface AttemptJournal {
    /**
     * Records that an attempt begins, in one atomic step with the question whether it is known.
     *
     * @param attempt the attempt
     * @return what was known of it, once the record is as durable as this journal makes it. If the stage fails, nothing may
     *     be sent
     */
    CompletionStage<Opening> open(RedemptionAttempt attempt);

    /**
     * Records how an attempt ended: a redeemed or refused one is settled, an unknown one stays open with its ticket. What is
     * settled stays settled: an unknown outcome that comes later changes nothing. May be repeated.
     *
     * <p>The attempt may be one that this journal does not know, because another process resolved its ticket. Every journal
     * must remember it as settled all the same, or the attempt would be sent again: {@link #open} then answers
     * {@link Opening.Settled} if a redemption does not {@linkplain io.redemption.EchoCheck#contradiction contradict} the
     * attempt, and {@link Opening.Reused} if it does. An unknown outcome of an attempt that it does not know changes nothing.
     *
     * @param id the attempt
     * @param outcome how it ended
     * @return completes when it is recorded
     */
    CompletionStage<Void> settle(AttemptId id, RedemptionOutcome outcome);

    /**
     * Forgets an attempt that was certainly not executed, so that it may be made again; a settled one is kept. May be
     * repeated.
     *
     * @param id the attempt
     * @return completes when it is forgotten
     */
    CompletionStage<Void> discard(AttemptId id);

    /** What the journal knew of an attempt. */
    sealed interface Opening {
        /** Nothing: it is recorded now and may be sent. */
        record Fresh() implements Opening {}

        /**
         * It was begun before and is not settled; it must not be sent.
         *
         * @param ticket the evidence so far, or {@code null} if its first call has not ended
         */
        record StillOpen(@Nullable Ticket ticket) implements Opening {}

        /**
         * It is settled; this is the answer.
         *
         * @param outcome redeemed or refused
         */
        record Settled(RedemptionOutcome outcome) implements Opening {}

        /** Its id was used for other content; it must not be sent. */
        record Reused() implements Opening {}
    }

    /** {@return a journal that lasts as long as this object, and keeps the last 100,000 settled attempts} */
    static AttemptJournal inMemory() {
        return new InMemoryAttemptJournal(100_000);
    }
}
