package io.redemption.server;

import io.redemption.model.AttemptId;
import io.redemption.model.Freshness;
import io.redemption.wire.RouteReading;
import io.redemption.wire.UnreadableBodyException;
import io.redemption.wire.VaucharQuery;
import io.redemption.wire.VaucharRoute;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Validates the head of a request: syntax, resource, method and credentials. Does not read the body. Immutable and
 * thread-safe.
 */
final class RequestValidator {
    private final RouteTable routes;
    private final ExtensionResources extensions;
    private final Merchants merchants;
    private final ErrorResponses errors;
    private final HeadCheck headCheck;
    private final boolean strict;

    RequestValidator(
            RouteTable routes,
            ExtensionResources extensions,
            Merchants merchants,
            ErrorResponses errors,
            boolean strict) {
        this.routes = routes;
        this.extensions = extensions;
        this.merchants = merchants;
        this.errors = errors;
        this.headCheck = new HeadCheck(errors);
        this.strict = strict;
    }

    Admission admit(HttpServerRequest request) {
        Admission rejection = headCheck.rejection(request);
        if (rejection != null) {
            return rejection;
        }
        RequestTarget target = RequestTarget.of(request.uri());
        HttpAnswer resource = extensions.find(target.path());
        if (resource != null) {
            return method(request).equals(HttpMethod.GET)
                    ? new Admission.Admitted(body -> CompletableFuture.completedStage(resource))
                    : wrongMethod(List.of(HttpMethod.GET));
        }
        return admit(request, request.method().equals(HttpMethod.DELETE) ? target.withRedemptionSplit() : target);
    }

    private Admission admit(HttpServerRequest request, RequestTarget target) {
        RouteReading reading = VaucharRoute.read(target.path());
        if (reading instanceof RouteReading.Known known) {
            return admit(request, known.route(), target);
        }
        return reading instanceof RouteReading.MalformedPath path && !target.hasEscapedSlash()
                ? rejected(400, "malformed_path", "path: not readable, expected " + path.expected())
                : new Admission.Rejected(errors.unknownPath(), false);
    }

    /** Returns the method, GET for HEAD: its answer differs only in the missing body (RFC 9110, 9.3.2). */
    private static HttpMethod method(HttpServerRequest request) {
        return request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method();
    }

    private Admission admit(HttpServerRequest request, VaucharRoute route, RequestTarget target) {
        Map<HttpMethod, ApiOperation> operations = routes.on(route);
        ApiOperation operation = operations.get(method(request));
        if (operation == null) {
            return wrongMethod(operations.keySet());
        }
        Merchant merchant = merchants.authenticate(request.getHeader("Authorization"));
        if (merchant == null) {
            return new Admission.Rejected(errors.unauthorised(), false);
        }
        try {
            VaucharQuery query = VaucharQuery.decode(route, target.query());
            AttemptId attemptId = strict || !request.method().equals(HttpMethod.POST)
                    ? null
                    : IdempotencyKey.read(request.headers().getAll(IdempotencyKey.HEADER));
            Freshness freshness = CacheDirectives.freshness(
                    request.headers().getAll(HttpHeaders.CACHE_CONTROL),
                    request.headers().getAll("Pragma"));
            return new Admission.Admitted(
                    body -> operation.answer(new ApiCall(merchant, query, body, attemptId, freshness)));
        } catch (UnreadableBodyException unreadable) {
            return new Admission.Rejected(errors.unreadable(unreadable), false);
        } catch (IllegalArgumentException badKey) {
            return rejected(400, "malformed_header", IdempotencyKey.EXPECTED);
        }
    }

    private Admission wrongMethod(Collection<HttpMethod> allowed) {
        Stream<HttpMethod> head = allowed.contains(HttpMethod.GET) ? Stream.of(HttpMethod.HEAD) : Stream.of();
        String names = Stream.concat(allowed.stream(), head)
                .map(HttpMethod::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return new Admission.Rejected(
                errors.error(405, "method_not_allowed", "expected " + names).with("Allow", names), false);
    }

    private Admission rejected(int status, String code, String message) {
        return new Admission.Rejected(errors.error(status, code, message), false);
    }
}
