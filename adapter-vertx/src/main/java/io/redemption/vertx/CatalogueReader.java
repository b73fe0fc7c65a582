package io.redemption.vertx;

import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.CodeInquiry;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.RedemptionException;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.wire.RedeemableReader;
import io.redemption.wire.StatusTable;
import io.redemption.wire.StatusVerdict;
import io.redemption.wire.VaucharQuery;
import io.redemption.wire.VaucharRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what a gateway needs beside redemptions: lists of redeemables and validations of codes. One GET each.
 * Thread-safe.
 */
final class CatalogueReader {
    private final VertxRedemptionOptions options;
    private final RedeemableLookup redeemableLookup;

    CatalogueReader(VertxRedemptionOptions options, RedeemableLookup redeemableLookup) {
        this.options = options;
        this.redeemableLookup = redeemableLookup;
    }

    CompletableFuture<CataloguePage> list(PortCall<?> call, CatalogueQuery query) {
        if (query.cursor() != null) {
            throw new RedemptionException(
                    FailureCode.NOT_SUPPORTED, "the API lists everything at once and has no cursor; nothing was sent");
        }
        RedeemableKind kind = query.kind();
        HttpRequestSpec get = HttpRequestSpec.get(new VaucharRoute.Redeemables(kind).path(), options.maxListBytes());
        return call.send(get).thenApply(result -> {
            List<RedeemableState> items = HttpRead.of(result, () -> RedeemableReader.list(kind, result.body()));
            if (items == null) {
                throw new RedemptionException(FailureCode.NOT_SUPPORTED, "the issuer has no list of this kind");
            }
            return new CataloguePage(items, null);
        });
    }

    CompletableFuture<Optional<ValidationResult>> validate(PortCall<?> call, CodeInquiry inquiry) {
        RedeemableKind kind = inquiry.kind();
        VaucharRoute route = kind == null ? new VaucharRoute.ValidateAny() : new VaucharRoute.ValidateCode(kind);
        String query = new VaucharQuery(inquiry.code(), inquiry.userId(), inquiry.value()).encode(route);
        return call.send(HttpRequestSpec.get(route.path() + "?" + query, options.maxBodyBytes()))
                .thenApply(result -> Optional.ofNullable(redeemableLookup.validation(result, kind))
                        .map(validation ->
                                validation.state() == null && isNotFound(result) ? unknown(validation) : validation));
    }

    private static boolean isNotFound(SendResult result) {
        ResponseHead head = result.head();
        return head != null && StatusTable.ofRead(head.status()).meaning() == StatusVerdict.Meaning.ABSENT;
    }

    /** Adds that the redeemable is unknown to the issuer's reasons. */
    private static ValidationResult unknown(ValidationResult validation) {
        List<Violation> violations = new ArrayList<>(validation.violations());
        Violation unknown = Violation.of(ViolationCode.UNKNOWN_REDEEMABLE);
        if (!violations.contains(unknown)) {
            violations.add(unknown);
        }
        return new ValidationResult(violations, null);
    }
}
