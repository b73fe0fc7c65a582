package io.redemption;

import static io.redemption.Arguments.required;

import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Operation;
import io.redemption.model.ProbeResult;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.port.ProbePort;
import io.redemption.port.RedeemablePort;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The reads that callers ask for. Arguments that are missing are reported by a {@link RedemptionException}. */
final class IssuerReads {
    private final RedemptionsContext context;
    private final ReadOperation readOperation;
    private final CallLimit limit;

    IssuerReads(RedemptionsContext context, ReadOperation readOperation, CallLimit limit) {
        this.context = context;
        this.readOperation = readOperation;
        this.limit = limit;
    }

    CompletionStage<Optional<Redemption>> find(RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        RedemptionId id = required("redemption", redemption);
        Freshness age = wanted(required("freshness", freshness));
        return read(
                Operation.FIND,
                required("redeemable", redeemable).kind(),
                () -> context.port().find(redeemable, id, age));
    }

    CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        HistoryQuery part = required("query", query).freshness(wanted(query.freshness()));
        return read(
                Operation.HISTORY,
                required("redeemable", redeemable).kind(),
                () -> context.port().history(redeemable, part));
    }

    CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        Freshness age = wanted(required("freshness", freshness));
        RedeemablePort redeemables = context.redeemables();
        return read(
                Operation.LOOKUP,
                required("id", id).kind(),
                redeemables == null ? IssuerReads::notDescribed : () -> redeemables.lookup(id, age));
    }

    CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        Code typed = required("code", code);
        return read(Operation.LOOKUP, null, () -> withRedeemables(port -> port.lookup(typed)));
    }

    CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        RedemptionRequest wanted = required("request", request);
        return read(Operation.VALIDATE, wanted.redeemable().kind(), () -> validationResult(wanted));
    }

    private @Nullable CompletionStage<ValidationResult> validationResult(RedemptionRequest request) {
        List<Violation> violations;
        try {
            violations = context.violations(request);
        } catch (RedemptionException brokenRule) {
            return CompletableFuture.failedStage(brokenRule);
        }
        return violations.isEmpty()
                ? withRedeemables(port -> port.validate(request))
                : CompletableFuture.completedStage(new ValidationResult(violations, null));
    }

    CompletionStage<ProbeResult> probe() {
        return read(
                Operation.PROBE,
                null,
                () -> context.port() instanceof ProbePort port
                        ? port.probe()
                        : notSupported("this issuer cannot be probed"));
    }

    private <T> CompletionStage<T> read(
            Operation operation, @Nullable RedeemableKind kind, Supplier<@Nullable CompletionStage<T>> call) {
        if (!limit.hasDeadline()) {
            return readOperation.read(operation, kind, call);
        }
        return limit.bound(() -> readOperation.read(operation, kind, call), () -> {
            throw limit.passed("");
        });
    }

    private Freshness wanted(Freshness asked) {
        return limit.options().isFromIssuer() ? Freshness.FROM_ISSUER : asked;
    }

    private <T> @Nullable CompletionStage<T> withRedeemables(
            Function<RedeemablePort, @Nullable CompletionStage<T>> call) {
        RedeemablePort redeemables = context.redeemables();
        return redeemables == null ? notDescribed() : call.apply(redeemables);
    }

    private static <T> CompletionStage<T> notDescribed() {
        return notSupported("this issuer's redeemables cannot be looked up");
    }

    private static <T> CompletionStage<T> notSupported(String message) {
        return CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_SUPPORTED, message));
    }
}
