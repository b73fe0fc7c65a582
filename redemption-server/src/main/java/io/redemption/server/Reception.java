package io.redemption.server;

import io.redemption.AttemptId;
import io.redemption.Freshness;
import io.redemption.wire.RouteReading;
import io.redemption.wire.UnreadableBodyException;
import io.redemption.wire.VaucharQuery;
import io.redemption.wire.VaucharRoute;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges the head of a request: is it well-formed, does the resource exist, does the method suit it, whose credentials are
 * these. Nothing of the body is looked at. Immutable and thread-safe.
 */
final class Reception {
    private final Api api;
    private final OwnResources own;
    private final Merchants merchants;
    private final Problems problems;
    private final boolean strict;

    Reception(Api api, OwnResources own, Merchants merchants, Problems problems, boolean strict) {
        this.api = api;
        this.own = own;
        this.merchants = merchants;
        this.problems = problems;
        this.strict = strict;
    }

    Admission admit(HttpServerRequest request) {
        String malformed = malformedHeader(request);
        if (malformed != null) {
            return rejected(400, "malformed_header", malformed);
        }
        if (request.getHeader("Content-Encoding") != null) {
            return rejected(415, "unsupported_encoding", "Content-Encoding: not supported, expected none");
        }
        RequestTarget target = RequestTarget.of(request.uri());
        HttpAnswer resource = own.find(target.path());
        if (resource != null) {
            return request.method().equals(HttpMethod.GET)
                    ? new Admission.Admitted(body -> CompletableFuture.completedStage(resource))
                    : wrongMethod(List.of(HttpMethod.GET));
        }
        RouteReading reading = VaucharRoute.read(target.path());
        if (reading instanceof RouteReading.MalformedPath path) {
            return rejected(400, "malformed_path", "path: not readable, expected " + path.expected());
        }
        return reading instanceof RouteReading.Known known
                ? admit(request, known.route(), target.query())
                : rejected(404, "not_found", "this API has no such path");
    }

    private Admission admit(HttpServerRequest request, VaucharRoute route, @Nullable String rawQuery) {
        Map<HttpMethod, Operation> operations = api.on(route);
        Operation operation = operations.get(request.method());
        if (operation == null) {
            return wrongMethod(operations.keySet());
        }
        Merchant merchant = merchants.authenticate(request.getHeader("Authorization"));
        if (merchant == null) {
            return new Admission.Rejected(problems.unauthorised());
        }
        try {
            VaucharQuery query = VaucharQuery.decode(route, rawQuery);
            AttemptId attemptId = strict || !request.method().equals(HttpMethod.POST)
                    ? null
                    : IdempotencyKey.read(request.headers().getAll(IdempotencyKey.HEADER));
            Freshness freshness = freshness(request);
            return new Admission.Admitted(
                    body -> operation.answer(new Call(merchant, query, body, attemptId, freshness)));
        } catch (UnreadableBodyException unreadable) {
            return new Admission.Rejected(problems.unreadable(unreadable));
        } catch (IllegalArgumentException badKey) {
            return rejected(400, "malformed_header", IdempotencyKey.EXPECTED);
        }
    }

    /** A cache between us and an issuer elsewhere is asked to step aside as any other cache on the way is. */
    private static Freshness freshness(HttpServerRequest request) {
        boolean fresh = request.headers().getAll(HttpHeaders.CACHE_CONTROL).stream()
                .anyMatch(field -> field.toLowerCase(Locale.ROOT).contains("no-cache"));
        return fresh ? Freshness.FROM_ISSUER : Freshness.CACHED_OK;
    }

    /** What RFC 9112 demands of a head beyond what the decoder below us has already refused. */
    private static @Nullable String malformedHeader(HttpServerRequest request) {
        int hosts = request.headers().getAll("Host").size();
        if (hosts > 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_1)) {
            return "Host: " + hosts + " fields, expected one";
        }
        if (request.headers().getAll("Authorization").size() > 1) {
            return "Authorization: more than one field, expected one";
        }
        String expectation = request.getHeader("Expect");
        return expectation == null || expectation.equalsIgnoreCase("100-continue")
                ? null
                : "Expect: not supported, expected 100-continue";
    }

    private Admission wrongMethod(Collection<HttpMethod> allowed) {
        String names = allowed.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
        return new Admission.Rejected(
                problems.problem(405, "method_not_allowed", "expected " + names).with("Allow", names));
    }

    private Admission rejected(int status, String code, String message) {
        return new Admission.Rejected(problems.problem(status, code, message));
    }
}
