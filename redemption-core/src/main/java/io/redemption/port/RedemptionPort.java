package io.redemption.port;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The way to an issuer: redeem, reverse and read redemptions. Implemented by adapters and decorators, called by
 * {@code Redemptions}. Thread-safe.
 *
 * <p>What every method that returns a stage keeps:
 *
 * <ul>
 *   <li>It never throws, never blocks, never returns null and never completes with null; argument errors too fail the
 *       stage.
 *   <li>The thread that completes the stage is unspecified and may be an event loop: continuations must not block.
 *   <li>Only a {@link RedemptionException} proves that a write did not happen. What cannot prove that is an
 *       {@link Unknown} outcome, never a guess.
 *   <li>Each caller gets a stage of her own. Cancelling its {@code toCompletableFuture()} ends a read or an unsent
 *       write; a write that was sent runs on to its end, and the stage completes with its true outcome if the adapter
 *       returns a {@link AbandonableStage}.
 *   <li>It makes no attempt or transaction ids: the caller does.
 * </ul>
 */
public interface RedemptionPort {
    /**
     * Redeems one redeemable.
     *
     * <p>May be repeated after <i>not sent</i> (a failed stage). After <i>sent without answer</i> ({@link Unknown})
     * only with the same attempt to an issuer that declares {@link Capability#IDEMPOTENT_ATTEMPTS}. After
     * <i>refused</i> the same attempt is refused again, by an issuer with that capability for ever: to ask anew, make a
     * new attempt.
     *
     * @param attempt what to redeem, under which ids
     * @return redeemed, if the issuer confirmed it and the confirmation matches the attempt; refused, if nothing
     *     changed; otherwise unknown. Fails with a {@link RedemptionException} if it was certainly not executed
     */
    CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt);

    /**
     * Redeems several redeemables in one step, all or nothing. An issuer that does not declare
     * {@link Capability#ATOMIC_BASKET} fails with {@link FailureCode#NOT_SUPPORTED}.
     *
     * <p>May be repeated as {@link #redeem}, with the same attempts in the same order.
     *
     * @param attempts one or more attempts with distinct ids
     * @return all redeemed, none redeemed, or unknown
     */
    CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts);

    /**
     * Takes a redemption back. What that gives back is the issuer's policy; giving back twice is excluded.
     *
     * <p>May be repeated always: redemption ids are unique, so a repeated reversal has no second effect. After an
     * unknown outcome, {@link NothingToReverse} means that the earlier one may have succeeded.
     *
     * @param reversal what to take back
     * @return reversed, nothing to reverse, refused, or unknown. Fails with a {@link RedemptionException} if it was
     *     certainly not executed
     */
    CompletionStage<ReversalOutcome> reverse(Reversal reversal);

    /**
     * Finds an active redemption. May be repeated always.
     *
     * @param redeemable what was redeemed
     * @param redemption which redemption
     * @param freshness whether a cache may answer
     * @return the redemption, or empty if it is certain that there is none: it never was, is reversed, or belongs to
     *     another redeemable. Fails with {@link FailureCode#INCOMPLETE} where absence cannot be proven
     */
    CompletionStage<Optional<Redemption>> find(RedeemableId redeemable, RedemptionId redemption, Freshness freshness);

    /**
     * Reads the active redemptions of a redeemable, newest first. May be repeated always.
     *
     * @param redeemable what was redeemed
     * @param query which of them
     * @return the redemptions, or empty if there is no such redeemable
     */
    CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query);

    /**
     * Returns what the issuer declares that it can do. Needs no call to the issuer and is the same for the port's whole
     * life, but for a capability that an answer disproves: that is lost, and does not come back. Where money hangs on a
     * capability, ask at that moment.
     *
     * @return the capabilities
     */
    Capabilities capabilities();
}
