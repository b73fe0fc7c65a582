package io.redemption.server;

import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionException;
import io.redemption.port.CataloguePort;
import io.redemption.port.IssuingPort;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lists the redeemables of a remote issuer, if it has a catalogue. Issues nothing. Thread-safe. */
final class UpstreamIssuing implements IssuingPort {
    private final @Nullable CataloguePort catalogue;

    UpstreamIssuing(@Nullable CataloguePort catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public CompletionStage<RedeemableId> issue(Redeemable terms) {
        return notSupported();
    }

    @Override
    public CompletionStage<List<RedeemableId>> issueAll(List<? extends Redeemable> terms) {
        return notSupported();
    }

    @Override
    public CompletionStage<CataloguePage> catalogue(CatalogueQuery query) {
        return catalogue == null ? notSupported() : catalogue.catalogue(query);
    }

    private static <T> CompletionStage<T> notSupported() {
        return CompletableFuture.failedStage(
                new RedemptionException(FailureCode.NOT_SUPPORTED, "this issuer's redeemables are issued elsewhere"));
    }
}
