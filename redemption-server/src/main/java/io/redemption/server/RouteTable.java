package io.redemption.server;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.wire.VaucharRoute;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Maps resource and method to an operation. Immutable and thread-safe. */
final class RouteTable {
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final RedemptionOperations redemptions;
    private final RedeemableOperations redeemables;
    private final ValidationOperations validations;
    private final boolean strict;

    RouteTable(
            RedemptionOperations redemptions,
            RedeemableOperations redeemables,
            ValidationOperations validations,
            boolean strict) {
        this.redemptions = redemptions;
        this.redeemables = redeemables;
        this.validations = validations;
        this.strict = strict;
    }

    /** Returns the operations on a resource, by method; never empty. */
    Map<HttpMethod, ApiOperation> on(VaucharRoute route) {
        if (route instanceof VaucharRoute.AllRedemptions all) {
            RedeemableId id = all.redeemable();
            return Map.of(
                    HttpMethod.GET, call -> redemptions.list(call, id),
                    HttpMethod.POST, call -> redemptions.create(call, id));
        }
        if (route instanceof VaucharRoute.OneRedemption one) {
            return Map.of(
                    HttpMethod.GET, call -> redemptions.get(call, one),
                    HttpMethod.DELETE, call -> redemptions.delete(call, one));
        }
        if (route instanceof VaucharRoute.Redeemables all) {
            return onCatalogue(all);
        }
        if (route instanceof VaucharRoute.OneRedeemable one) {
            return Map.of(HttpMethod.GET, noted(call -> redeemables.get(call, one.redeemable())));
        }
        if (route instanceof VaucharRoute.ValidateRedeemable one) {
            return Map.of(HttpMethod.GET, noted(call -> validations.byId(call, one.redeemable())));
        }
        if (route instanceof VaucharRoute.ValidateCode code) {
            return Map.of(HttpMethod.GET, noted(call -> validations.byCode(call, code.kind())));
        }
        if (route instanceof VaucharRoute.ValidateAny) {
            return Map.of(HttpMethod.GET, noted(call -> validations.byCode(call, null)));
        }
        // The only route left is the check of credentials, which were already found to be right.
        return Map.of(HttpMethod.GET, call -> CompletableFuture.completedStage(HttpAnswer.found(EMPTY_OBJECT)));
    }

    private Map<HttpMethod, ApiOperation> onCatalogue(VaucharRoute.Redeemables route) {
        RedeemableKind kind = route.kind();
        ApiOperation list = noted(call -> redeemables.list(call, kind));
        if (strict && kind == RedeemableKind.COUPON) {
            return Map.of(HttpMethod.GET, list);
        }
        return Map.of(HttpMethod.GET, list, HttpMethod.POST, call -> redeemables.issue(call, kind));
    }

    /** Returns the operation with the merchant's notes added to its answers. */
    private static ApiOperation noted(ApiOperation operation) {
        return call -> operation.answer(call).thenApply(call.merchant().notes()::addTo);
    }
}
