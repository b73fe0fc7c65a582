package io.redemption.server;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.wire.ErrorBody;
import io.redemption.wire.UnreadableBodyException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes every error that the server answers with: status, code and sentence. The vendor's error body is not documented,
 * so the shape is ours. Of a request, only field names are repeated. Immutable and thread-safe.
 */
final class ErrorResponses {
    private static final long DEFAULT_RETRY_SECONDS = 1;

    private final boolean explained;

    /**
     * Creates the errors for one server.
     *
     * @param explained whether refusals list their violations, which is an extension of the API
     */
    ErrorResponses(boolean explained) {
        this.explained = explained;
    }

    /** Makes an error after which nothing has changed. */
    HttpAnswer error(int status, String code, String message) {
        return answer(status, code, message, List.of(), false);
    }

    /** Makes one answer for every cause, so that it does not show which part of the credentials was wrong. */
    HttpAnswer unauthorised() {
        return error(401, "unauthorised", "merchant id or API key is missing or wrong")
                .with("WWW-Authenticate", "Basic realm=\"redemption\", charset=\"UTF-8\"");
    }

    HttpAnswer unreadable(UnreadableBodyException unreadable) {
        return error(
                400, "malformed_request", unreadable.field() + ": not readable, expected " + unreadable.expected());
    }

    /** Makes the answer of a server that stops before it begins the request. */
    HttpAnswer stopping() {
        return error(503, "stopping", "the server is being stopped; nothing happened, try again later")
                .with("Retry-After", Long.toString(DEFAULT_RETRY_SECONDS));
    }

    /** Makes the answer to a path outside the API. It differs from a missing redemption, so a wrong base URI shows. */
    HttpAnswer unknownPath() {
        return error(404, "unknown_path", "this API has no such path");
    }

    HttpAnswer unknownRedemption() {
        return error(404, "unknown_redemption", "there is no such redemption of this redeemable");
    }

    HttpAnswer unknownRedeemable() {
        return refused(Refused.of(Violation.of(ViolationCode.UNKNOWN_REDEEMABLE)));
    }

    /** Makes the answer to a refused request: 404 if there is no such redeemable, otherwise 400. */
    HttpAnswer refused(Refused refused) {
        List<Violation> violations = refused.violations();
        boolean unknown =
                violations.stream().anyMatch(violation -> violation.code().equals(ViolationCode.UNKNOWN_REDEEMABLE));
        String message = violations.stream().map(Violation::forShopper).collect(Collectors.joining(" "));
        return answer(unknown ? 404 : 400, "refused", message, explained ? violations : List.of(), false);
    }

    /** Makes the only error after which something may have changed. */
    HttpAnswer outcomeUnknown() {
        return new HttpAnswer(
                500,
                Map.of(),
                body("outcome_unknown", "it is not known whether this happened; read before you repeat", List.of()),
                null);
    }

    /** Makes the answer to a failed stage. Only a {@link RedemptionException} proves that nothing happened. */
    HttpAnswer failed(Throwable thrown) {
        if (!(thrown instanceof RedemptionException failure)) {
            return new HttpAnswer(500, Map.of(), body("internal_error", "the server failed", List.of()), null);
        }
        String code = failure.code().name().toLowerCase(Locale.ROOT);
        if (failure.code() == FailureCode.NOT_SUPPORTED) {
            return error(501, code, "this server's issuer cannot do this");
        }
        Duration wait = failure.retryAfter();
        long seconds = wait == null ? DEFAULT_RETRY_SECONDS : Math.max(1, wait.toSeconds());
        return error(503, code, "this cannot be done now; nothing happened, try again later")
                .with("Retry-After", Long.toString(seconds));
    }

    private HttpAnswer answer(int status, String code, String message, List<Violation> violations, boolean executed) {
        return new HttpAnswer(status, Map.of(), body(code, message, violations), executed);
    }

    private static byte[] body(String code, String message, List<Violation> violations) {
        return new ErrorBody(code, message, violations).encode();
    }
}
