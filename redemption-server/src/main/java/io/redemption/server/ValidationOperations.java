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
 * The validations: advice on a code or an id. Valid is 200; an unknown redeemable, and an invalid voucher too, is 404;
 * any other refusal is 400, each with a {@code validation_status}, as documented. Immutable and thread-safe.
 *
 * <p>The API validates vouchers without a user, gift cards without one and possibly without a value, and coupons for
 * users only if they are named. Such a question is asked for a nameless user and a small amount, and what only a named
 * user or value can be judged by is left out of the answer.
 */
final class ValidationOperations {
    private static final String NAMELESS = "nameless";
    private static final Amount SMALL = Amount.of("0.01");
    private static final Set<ViolationCode> ABOUT_USERS =
            Set.of(ViolationCode.USER_LIMIT_REACHED, ViolationCode.NEW_USERS_ONLY, ViolationCode.EXISTING_USERS_ONLY);

    private final ValidationBody bodies;
    private final ErrorResponses problems;

    ValidationOperations(ValidationBody bodies, ErrorResponses problems) {
        this.bodies = bodies;
        this.problems = problems;
    }

    CompletionStage<HttpAnswer> byId(ApiCall call, RedeemableId id) {
        if (call.merchant().isGateway()) {
            return call.merchant()
                    .redemptions()
                    .validate(request(call, id))
                    .thenApply(advice -> answer(told(call, advice), id.kind()));
        }
        return call.merchant()
                .redemptions()
                .lookup(id, Freshness.FROM_ISSUER)
                .thenCompose(found -> advise(call, found.orElse(null), id.kind()));
    }

    /** A code of one kind, or of any if {@code kind} is null. */
    CompletionStage<HttpAnswer> byCode(ApiCall call, @Nullable RedeemableKind kind) {
        Code code = call.query().code();
        if (call.query().matchesNothing()) {
            return advise(call, null, kind);
        }
        if (code == null) {
            return CompletableFuture.completedStage(
                    problems.problem(400, "malformed_query", "the query names no code"));
        }
        CataloguePort upstream = call.merchant().upstreamCatalogue();
        if (upstream == null) {
            return looked(call, code, kind);
        }
        CodeInquiry inquiry =
                new CodeInquiry(code, kind, call.query().userId(), call.query().value());
        return upstream.validate(inquiry)
                .thenCompose(told -> told.isPresent()
                        ? CompletableFuture.completedStage(answer(told.get(), kind))
                        : looked(call, code, kind));
    }

    /** Looks the code up first, because only ids can be asked about. */
    private CompletionStage<HttpAnswer> looked(ApiCall call, Code code, @Nullable RedeemableKind kind) {
        return call.merchant().redemptions().lookup(code).thenCompose(found -> {
            RedeemableState ofKind = found.filter(
                            state -> kind == null || state.redeemable().id().kind() == kind)
                    .orElse(null);
            return advise(call, ofKind, kind);
        });
    }

    private CompletionStage<HttpAnswer> advise(
            ApiCall call, @Nullable RedeemableState state, @Nullable RedeemableKind kind) {
        if (state == null) {
            Violation unknown = Violation.of(ViolationCode.UNKNOWN_REDEEMABLE);
            return CompletableFuture.completedStage(answer(new ValidationResult(List.of(unknown), null), kind));
        }
        RedeemableId id = state.redeemable().id();
        Redemptions redemptions = call.merchant().redemptions();
        return redemptions.validate(request(call, id)).thenApply(advice -> {
            ValidationResult told = told(call, advice);
            return answer(
                    new ValidationResult(told.violations(), told.state() == null ? state : told.state()), id.kind());
        });
    }

    private static ValidationResult told(ApiCall call, ValidationResult advice) {
        List<Violation> violations = advice.violations().stream()
                .filter(violation -> isAsked(call.query(), violation.code()))
                .toList();
        return new ValidationResult(violations, advice.state());
    }

    /** Whether a violation is about what the question names. */
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

    private HttpAnswer answer(ValidationResult advice, @Nullable RedeemableKind kind) {
        byte[] body = bodies.encode(advice, kind);
        if (advice.isValid()) {
            return HttpAnswer.found(body);
        }
        boolean unknown = advice.violations().stream()
                .anyMatch(violation -> violation.code().equals(ViolationCode.UNKNOWN_REDEEMABLE));
        boolean notFound = unknown || kind == RedeemableKind.VOUCHER;
        return new HttpAnswer(notFound ? 404 : 400, HttpAnswer.found(body).headers(), body, null);
    }
}
