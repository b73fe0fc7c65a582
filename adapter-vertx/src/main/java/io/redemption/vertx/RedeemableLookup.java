package io.redemption.vertx;

import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.wire.ErrorBody;
import io.redemption.wire.RedeemableListReader;
import io.redemption.wire.RedeemableReader;
import io.redemption.wire.StatusTable;
import io.redemption.wire.StatusVerdict;
import io.redemption.wire.StatusVerdict.Meaning;
import io.redemption.wire.UnreadableBodyException;
import io.redemption.wire.ValidationBody;
import io.redemption.wire.VaucharQuery;
import io.redemption.wire.VaucharRoute;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads redeemables and the issuer's validations. Thread-safe. */
final class RedeemableLookup {
    private static final int NOT_ALLOWED = 405;

    private final VertxRedemptionOptions options;

    RedeemableLookup(VertxRedemptionOptions options) {
        this.options = options;
    }

    CompletableFuture<Optional<RedeemableState>> byId(PortCall<?> call, RedeemableId id, Freshness freshness) {
        return call.send(byId(id).with(freshness))
                .thenApply(result -> Optional.ofNullable(HttpRead.of(result, () -> one(result, id))));
    }

    private static RedeemableState one(SendResult result, RedeemableId id) {
        RedeemableState state = RedeemableReader.one(id.kind(), result.body());
        if (!state.redeemable().id().equals(id)) {
            throw HttpRead.foreign(result, "id");
        }
        return state;
    }

    /**
     * Finds a redeemable by its code. {@code GET /validate} is the only path for a code of any kind. Its response may
     * contain only a part of the redeemable, so the terms are read by id. If that path does not exist, which is not
     * documented for gift cards, the first response counts.
     */
    CompletableFuture<Optional<RedeemableState>> byCode(PortCall<?> call, Code code) {
        VaucharQuery query = new VaucharQuery(code, null, null);
        return call.send(get(new VaucharRoute.ValidateAny(), query, options.maxBodyBytes()))
                .thenCompose(result -> {
                    ValidationResult validation = validation(result, null);
                    if (validation == null) {
                        return voucherByCode(call, code);
                    }
                    RedeemableState stated = validation.state();
                    return stated == null
                            ? CompletableFuture.completedFuture(absent(result))
                            : whole(call, stated).thenApply(Optional::of);
                });
    }

    private CompletableFuture<RedeemableState> whole(PortCall<?> call, RedeemableState stated) {
        RedeemableId id = stated.redeemable().id();
        return call.send(byId(id)).thenApply(result -> {
            ResponseHead head = result.head();
            boolean missing = head != null && StatusTable.ofRead(head.status()).meaning() == Meaning.ABSENT;
            RedeemableState state = missing ? null : HttpRead.of(result, () -> one(result, id));
            return state == null ? stated : state;
        });
    }

    private HttpRequestSpec byId(RedeemableId id) {
        return HttpRequestSpec.get(new VaucharRoute.OneRedeemable(id).path(), options.maxBodyBytes());
    }

    /** Evaluates a readable response without a redeemable: after 404 there is none, otherwise that is not known. */
    private static Optional<RedeemableState> absent(SendResult result) {
        ResponseHead head = result.head();
        if (head != null && StatusTable.ofRead(head.status()).meaning() == Meaning.ABSENT) {
            return Optional.empty();
        }
        throw new RedemptionException(
                FailureCode.INCOMPLETE, "the issuer refused the code and did not say whether it exists");
    }

    /** Finds a voucher in the list of vouchers, which accepts a code, where {@code /validate} is missing. */
    private CompletableFuture<Optional<RedeemableState>> voucherByCode(PortCall<?> call, Code code) {
        VaucharRoute vouchers = new VaucharRoute.Redeemables(RedeemableKind.VOUCHER);
        RedeemableListReader reader = RedeemableListReader.matching(RedeemableKind.VOUCHER, code);
        JsonStart start = new JsonStart(reader::feed);
        HttpRequestSpec get = HttpRequestSpec.get(
                withQuery(vouchers, new VaucharQuery(code, null, null)), options.maxListBytes(), start);
        return call.send(get).thenApply(result -> {
            RedeemableState found = HttpRead.of(result, start::kind, reader::end);
            if (found == null) {
                throw new RedemptionException(
                        FailureCode.INCOMPLETE, "no voucher has the code, and the issuer cannot look for other kinds");
            }
            return Optional.of(found);
        });
    }

    CompletableFuture<ValidationResult> validate(PortCall<?> call, RedemptionRequest request) {
        RedeemableId id = request.redeemable();
        VaucharQuery query = new VaucharQuery(
                null,
                request.redeemer().userId(),
                id.kind() == RedeemableKind.COUPON ? request.orderTotal() : request.value());
        return call.send(get(new VaucharRoute.ValidateRedeemable(id), query, options.maxBodyBytes()))
                .thenApply(result -> {
                    ValidationResult validation = validation(result, id.kind());
                    return validation != null ? validation : withoutBody(result);
                });
    }

    /**
     * Returns the result in the body, which comes with any status, or {@code null} if there is none that can be read.
     *
     * @throws RedemptionException if the read failed
     */
    @Nullable
    ValidationResult validation(SendResult result, @Nullable RedeemableKind kind) {
        ResponseHead head = result.head();
        if (head == null || !result.isComplete()) {
            throw result.failure();
        }
        StatusVerdict verdict = StatusTable.ofRead(head.status());
        if (verdict.meaning() == Meaning.SUCCESS) {
            return HttpRead.of(result, () -> decoded(result, kind));
        }
        if (StatusTable.ofCreate(head.status()).meaning() != Meaning.REFUSED && head.status() != NOT_ALLOWED) {
            throw Failures.ofStatus(head, verdict);
        }
        try {
            return decoded(result, kind);
        } catch (UnreadableBodyException unreadable) {
            return null;
        }
    }

    private ValidationResult decoded(SendResult result, @Nullable RedeemableKind kind) {
        ValidationResult validation = ValidationBody.decode(result.body(), kind);
        return new ValidationResult(ViolationFilter.of(options.issuer(), validation.violations()), validation.state());
    }

    /** Returns the result for a refusal without a validation body. */
    private ValidationResult withoutBody(SendResult result) {
        ResponseHead head = Objects.requireNonNull(result.head(), "head: only of an answer");
        StatusVerdict verdict = StatusTable.ofRead(head.status());
        if (head.status() == NOT_ALLOWED) {
            throw Failures.ofStatus(head, verdict);
        }
        Failures.requireApis(head, result.body());
        Violation otherwise = verdict.meaning() == Meaning.ABSENT
                ? Violation.of(ViolationCode.UNKNOWN_REDEEMABLE)
                : Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", head.status());
        return new ValidationResult(
                ViolationFilter.of(
                        options.issuer(), ErrorBody.read(result.body()).reasons(otherwise)),
                null);
    }

    private static HttpRequestSpec get(VaucharRoute route, VaucharQuery query, long maxBytes) {
        return HttpRequestSpec.get(withQuery(route, query), maxBytes);
    }

    private static String withQuery(VaucharRoute route, VaucharQuery query) {
        String parameters = query.encode(route);
        return route.path() + (parameters.isEmpty() ? "" : "?" + parameters);
    }
}
