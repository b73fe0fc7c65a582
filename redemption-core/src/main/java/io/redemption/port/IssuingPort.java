package io.redemption.port;

import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Issues new redeemables. Only issuers of this library implement it. Keeps the rules of {@link RedemptionPort} about
 * stages and threads. Thread-safe.
 */
public interface IssuingPort {
    /**
     * Issues a redeemable under the id of its terms. May be repeated: the same terms under the same id are issued once.
     *
     * @param terms what to issue
     * @return its id. Fails with {@link FailureCode#INVALID_ARGUMENT} if the id or the code is taken by other terms, or
     *     if these terms cannot be issued; the message names the term and what is expected, and holds no code
     */
    CompletionStage<RedeemableId> issue(Redeemable terms);

    /**
     * Issues several redeemables, all or none. May be repeated as {@link #issue}.
     *
     * <p>The default accepts one redeemable only, because of several some could be issued when the next fails.
     *
     * @param terms what to issue, one or more with distinct ids and codes
     * @return the ids in the order of the terms. Fails with {@link FailureCode#INVALID_ARGUMENT} if there are no terms
     *     or an id or code is taken, and with {@link FailureCode#NOT_SUPPORTED} if the issuer cannot issue several at
     *     once; then nothing was issued
     */
    default CompletionStage<List<RedeemableId>> issueAll(List<? extends Redeemable> terms) {
        return terms.size() == 1
                ? issue(terms.get(0)).thenApply(List::of)
                : CompletableFuture.failedStage(new RedemptionException(
                        terms.isEmpty() ? FailureCode.INVALID_ARGUMENT : FailureCode.NOT_SUPPORTED,
                        "terms: " + terms.size() + " (expected: one)"));
    }

    /**
     * Lists what was issued, oldest first. May always be repeated.
     *
     * @param query which part
     * @return one page
     */
    CompletionStage<CataloguePage> catalogue(CatalogueQuery query);
}
