package io.redemption.server;

import io.redemption.Redemptions;
import io.redemption.model.Amount;
import io.redemption.model.Code;
import io.redemption.model.CodeInquiry;
import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.CataloguePort;
import io.redemption.wire.ValidationBody;
import io.redemption.wire.VaucharQuery;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Validates by code or id. As documented, valid is 200; an unknown redeemable or an invalid voucher is 404; any other
 * refusal is 400; each with a {@code validation_status}. Immutable and thread-safe.
 *
 * <p>In the API, the user is optional, and so is a gift card's value. If one is missing, the request is validated with
 * a placeholder user and a small amount, and violations that depend on them are left out of the answer.
 */
final class ValidationOperations {
    private static final String NAMELESS = "nameless";
    private static final Amount SMALL = Amount.of("0.01");
    private static final Set<ViolationCode> ABOUT_USERS =
            Set.of(ViolationCode.USER_LIMIT_REACHED, ViolationCode.NEW_USERS_ONLY, ViolationCode.EXISTING_USERS_ONLY);

    private final ValidationBody bodies;
    private final ErrorResponses errors;

    ValidationOperations(ValidationBody bodies, ErrorResponses errors) {
        this.bodies = bodies;
        this.errors = errors;
    }

    CompletionStage<HttpAnswer> byId(ApiCall call, RedeemableId id) {
        if (call.merchant().isGateway()) {
            return call.merchant()
                    .redemptions()
                    .validate(request(call, id))
                    .thenApply(result -> answer(askedOnly(call, result), id.kind()));
        }
        return call.merchant()
                .redemptions()
                .lookup(id, Freshness.FROM_ISSUER)
                .thenCompose(found -> answer(call, found.orElse(null), id.kind()));
    }

    /** Validates a code of one kind, or of any if {@code kind} is null. */
    CompletionStage<HttpAnswer> byCode(ApiCall call, @Nullable RedeemableKind kind) {
        Code code = call.query().code();
        if (call.query().matchesNothing()) {
            return answer(call, null, kind);
        }
        if (code == null) {
            return CompletableFuture.completedStage(errors.error(400, "malformed_query", "the query names no code"));
        }
        CataloguePort upstream = call.merchant().upstreamCatalogue();
        if (upstream == null) {
            return answerLookedUp(call, code, kind);
        }
        CodeInquiry inquiry =
                new CodeInquiry(code, kind, call.query().userId(), call.query().value());
        return upstream.validate(inquiry)
                .thenCompose(result -> result.isPresent()
                        ? CompletableFuture.completedStage(answer(result.get(), kind))
                        : answerLookedUp(call, code, kind));
    }

    /** Looks the code up first, because only ids can be validated. */
    private CompletionStage<HttpAnswer> answerLookedUp(ApiCall call, Code code, @Nullable RedeemableKind kind) {
        return call.merchant().redemptions().lookup(code).thenCompose(found -> {
            RedeemableState ofKind = found.filter(
                            state -> kind == null || state.redeemable().id().kind() == kind)
                    .orElse(null);
            return answer(call, ofKind, kind);
        });
    }

    private CompletionStage<HttpAnswer> answer(
            ApiCall call, @Nullable RedeemableState state, @Nullable RedeemableKind kind) {
        if (state == null) {
            Violation unknown = Violation.of(ViolationCode.UNKNOWN_REDEEMABLE);
            return CompletableFuture.completedStage(answer(new ValidationResult(List.of(unknown), null), kind));
        }
        RedeemableId id = state.redeemable().id();
        Redemptions redemptions = call.merchant().redemptions();
        return redemptions.validate(request(call, id)).thenApply(result -> {
            ValidationResult shown = askedOnly(call, result);
            return answer(
                    new ValidationResult(shown.violations(), shown.state() == null ? state : shown.state()), id.kind());
        });
    }

    private static ValidationResult askedOnly(ApiCall call, ValidationResult result) {
        List<Violation> violations = result.violations().stream()
                .filter(violation -> isAsked(call.query(), violation.code()))
                .toList();
        return new ValidationResult(violations, result.state());
    }

    /** Returns whether a violation does not depend on a user or value that the query lacks. */
    private static boolean isAsked(VaucharQuery query, ViolationCode code) {
        return (query.userId() != null || !ABOUT_USERS.contains(code))
                && (query.value() != null || !code.equals(ViolationCode.TOO_MANY_DECIMALS));
    }

    private static RedemptionRequest request(ApiCall call, RedeemableId id) {
        String user = call.query().userId();
        Amount value = call.query().value();
        RedemptionRequest.Builder request = RedemptionRequest.builder(id).user(user == null ? NAMELESS : user);
        if (id.kind() == RedeemableKind.GIFT_CARD) {
            request.value(value == null ? SMALL : value);
        } else if (value != null) {
            request.orderTotal(value);
        }
        return request.build();
    }

    private HttpAnswer answer(ValidationResult result, @Nullable RedeemableKind kind) {
        byte[] body = bodies.encode(result, kind);
        if (result.isValid()) {
            return HttpAnswer.found(body);
        }
        boolean unknown = result.violations().stream()
                .anyMatch(violation -> violation.code().equals(ViolationCode.UNKNOWN_REDEEMABLE));
        boolean notFound = unknown || kind == RedeemableKind.VOUCHER;
        return new HttpAnswer(notFound ? 404 : 400, HttpAnswer.found(body).headers(), body, null);
    }
}
