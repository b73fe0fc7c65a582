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
 * Redeems, reverses and reads redemptions at an issuer. Implemented by adapters and decorators, called by
 * {@code Redemptions}. Thread-safe.
 *
 * <p>Rules for every method that returns a stage:
 *
 * <ul>
 *   <li>It never throws, never blocks, never returns null and never completes with null; argument errors fail the stage
 *       too.
 *   <li>The thread that completes the stage is unspecified and may be an event loop: continuations must not block.
 *   <li>Only a {@link RedemptionException} proves that a write did not happen. Without that proof the outcome is
 *       {@link Unknown}.
 *   <li>Each caller gets their own stage. Cancelling its {@code toCompletableFuture()} ends a read or an unsent write.
 *       A write that was sent runs on to its end, and the stage completes with its true outcome if the adapter returns
 *       an {@link AbandonableStage}.
 *   <li>It creates no attempt or transaction ids: the caller does.
 * </ul>
 */
public interface RedemptionPort {
    /**
     * Redeems one redeemable.
     *
     * <p>May be repeated after <i>not sent</i> (a failed stage). After <i>sent without answer</i> ({@link Unknown})
     * only with the same attempt to an issuer that declares {@link Capability#IDEMPOTENT_ATTEMPTS}. After
     * <i>refused</i> the same attempt is refused again, by an issuer with that capability for ever. To try again, make
     * a new attempt.
     *
     * @param attempt what to redeem, under which ids
     * @return redeemed, if the issuer confirmed it and the confirmation matches the attempt; refused, if nothing
     *     changed; otherwise unknown. Fails with a {@link RedemptionException} if it was certainly not executed
     */
    CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt);

    /**
     * Redeems several redeemables in one step, all or nothing. Without {@link Capability#ATOMIC_BASKET} it fails with
     * {@link FailureCode#NOT_SUPPORTED}.
     *
     * <p>May be repeated as {@link #redeem}, with the same attempts in the same order.
     *
     * @param attempts one or more attempts with distinct ids
     * @return all redeemed, none redeemed, or unknown
     */
    CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts);

    /**
     * Reverses a redemption. The issuer's policy decides what that restores, but never twice.
     *
     * <p>May always be repeated: redemption ids are unique, so a repeated reversal has no second effect. After an
     * unknown outcome, {@link NothingToReverse} means that the earlier reversal may have succeeded.
     *
     * @param reversal what to reverse
     * @return reversed, nothing to reverse, refused, or unknown. Fails with a {@link RedemptionException} if it was
     *     certainly not executed
     */
    CompletionStage<ReversalOutcome> reverse(Reversal reversal);

    /**
     * Finds an active redemption. May always be repeated.
     *
     * @param redeemable what was redeemed
     * @param redemption which redemption
     * @param freshness whether a cache may answer
     * @return the redemption, or empty if it is certain that there is none: it never was, is reversed, or belongs to
     *     another redeemable. Fails with {@link FailureCode#INCOMPLETE} if absence cannot be proven
     */
    CompletionStage<Optional<Redemption>> find(RedeemableId redeemable, RedemptionId redemption, Freshness freshness);

    /**
     * Reads the active redemptions of a redeemable, newest first. May always be repeated.
     *
     * @param redeemable what was redeemed
     * @param query which of them
     * @return the redemptions, or empty if there is no such redeemable
     */
    CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query);

    /**
     * Returns what the issuer declares that it can do, without a call to the issuer. The answer is the same for the
     * port's whole life, except that a capability which an answer disproves is removed for good. So read a capability
     * each time that money depends on it.
     *
     * @return the capabilities
     */
    Capabilities capabilities();
}
