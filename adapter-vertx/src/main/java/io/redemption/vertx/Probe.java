package io.redemption.vertx;

import io.redemption.internal.Stages;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.ProbeResult;
import io.redemption.model.ProbeResult.Fact;
import io.redemption.model.RedemptionException;
import io.redemption.wire.BodyKind;
import io.redemption.wire.StatusTable;
import io.redemption.wire.StatusVerdict;
import io.redemption.wire.VaucharRoute;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Evaluates the answer to a check of the credentials. Stateless. */
final class Probe {
    private Probe() {}

    static CompletableFuture<ProbeResult> of(PortCall<ProbeResult> call, long maxBytes) {
        HttpRequestSpec get = HttpRequestSpec.get(new VaucharRoute.VerifyCredentials().path(), maxBytes)
                .deciding(Freshness.FROM_ISSUER);
        return call.send(get, Probe::evaluated).exceptionally(thrown -> withoutAnswer(Stages.cause(thrown)));
    }

    private static ProbeResult evaluated(SendResult result) {
        ResponseHead head = result.head();
        if (head == null) {
            throw result.failure();
        }
        StatusVerdict verdict = StatusTable.ofRead(head.status());
        return switch (verdict.meaning()) {
            case SUCCESS -> success(result, head);
            case ABSENT -> answered(head, Fact.UNKNOWN, Fact.NO, Failures.noSuchPath(head));
            case REFUSED, FAILED, UNKNOWN -> failed(result, head, Failures.ofStatus(head, verdict));
        };
    }

    private static ProbeResult success(SendResult result, ResponseHead head) {
        if (!result.isComplete()) {
            return answered(head, Fact.UNKNOWN, Fact.UNKNOWN, result.failure());
        }
        BodyKind kind = BodyKind.of(result.body());
        return switch (kind) {
            case JSON_OBJECT, JSON_OTHER -> answered(head, Fact.YES, Fact.YES, null);
            // The vendor does not document the body, so that an empty one may be its own. It may be anyone's, too.
            case EMPTY -> answered(head, Fact.YES, Fact.UNKNOWN, null);
            case BROKEN_JSON, TEXT -> answered(head, Fact.UNKNOWN, Fact.NO, Failures.notApis(head, kind));
        };
    }

    private static ProbeResult failed(SendResult result, ResponseHead head, RedemptionException failure) {
        Fact credentials = failure.code() == FailureCode.NOT_AUTHORISED ? Fact.NO : Fact.UNKNOWN;
        if (head.isRedirect()) {
            return answered(head, credentials, Fact.NO, failure);
        }
        BodyKind kind = result.isComplete() ? BodyKind.of(result.body()) : BodyKind.EMPTY;
        return answered(head, credentials, kind == BodyKind.JSON_OBJECT ? Fact.YES : Fact.UNKNOWN, failure);
    }

    private static ProbeResult answered(
            ResponseHead head, Fact credentials, Fact api, @Nullable RedemptionException failure) {
        Fact gateway = head.gateway() ? Fact.YES : api == Fact.YES ? Fact.NO : Fact.UNKNOWN;
        return ProbeResult.of(Fact.YES, credentials, api, gateway, failure);
    }

    /** Returns the result of a probe that got no status; rethrows what says nothing about the issuer. */
    private static ProbeResult withoutAnswer(Throwable thrown) {
        if (thrown instanceof RedemptionException failure) {
            switch (failure.code()) {
                case NOT_REACHABLE, DEADLINE_EXCEEDED, UNREADABLE -> {
                    return ProbeResult.of(Fact.NO, Fact.UNKNOWN, Fact.UNKNOWN, Fact.UNKNOWN, failure);
                }
                case NOT_AUTHORISED -> {
                    return ProbeResult.of(Fact.UNKNOWN, Fact.NO, Fact.UNKNOWN, Fact.UNKNOWN, failure);
                }
                default -> throw failure;
            }
        }
        throw new CompletionException(thrown);
    }
}
