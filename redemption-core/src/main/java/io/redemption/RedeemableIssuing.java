package io.redemption;

import java.util.concurrent.CompletionStage;

/**
 * The way to issue redeemables, which only our own issuers offer. Keeps what {@link RedemptionPort} says of stages and
 * threads. Thread-safe.
 */
public interface RedeemableIssuing {
    /**
     * Issues a redeemable under the id of its terms. May be repeated: the same terms under the same id are issued once.
     *
     * @param terms what to issue
     * @return its id. Fails with {@link FailureCode#INVALID_ARGUMENT} if the id or the code is taken by other terms, or if
     *     these terms cannot be issued; the message names the term and what is expected, and tells no code
     */
    CompletionStage<RedeemableId> issue(Redeemable terms);

    /**
     * Lists what was issued, oldest first. May be repeated always.
     *
     * @param query which part
     * @return one page
     */
    CompletionStage<CataloguePage> catalogue(CatalogueQuery query);
}
