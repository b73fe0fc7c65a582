package io.redemption.server;

import io.redemption.CataloguePage;
import io.redemption.CatalogueQuery;
import io.redemption.FailureCode;
import io.redemption.Redeemable;
import io.redemption.RedeemableId;
import io.redemption.RedeemableIssuing;
import io.redemption.RedemptionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an issuer elsewhere offers of issuing: nothing. Stateless. */
final class NoIssuing implements RedeemableIssuing {
    @Override
    public CompletionStage<RedeemableId> issue(Redeemable terms) {
        return notSupported();
    }

    @Override
    public CompletionStage<CataloguePage> catalogue(CatalogueQuery query) {
        return notSupported();
    }

    private static <T> CompletionStage<T> notSupported() {
        return CompletableFuture.failedStage(
                new RedemptionException(FailureCode.NOT_SUPPORTED, "this issuer's redeemables are issued elsewhere"));
    }
}
