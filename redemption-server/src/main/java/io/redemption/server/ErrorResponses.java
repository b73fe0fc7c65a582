package io.redemption.server;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.model.ViolationTexts;
import io.redemption.wire.ErrorBody;
import io.redemption.wire.UnreadableBodyException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every error that the server answers with: status, code and sentence. No source tells the vendor's error body, so the
 * shape is ours. Nothing of a request is repeated but names of fields. Immutable and thread-safe.
 */
final class ErrorResponses {
    private static final long DEFAULT_RETRY_SECONDS = 1;

    private final boolean explained;

    /**
     * Problems for one server.
     *
     * @param explained whether refusals list their violations, an extension of ours
     */
    ErrorResponses(boolean explained) {
        this.explained = explained;
    }

    /** A request that cannot be understood, or an error of the server's own making that changed nothing. */
    HttpAnswer problem(int status, String code, String message) {
        return answer(status, code, message, List.of(), false);
    }

    /** One answer for every cause, so that nobody learns which part of the credentials was wrong. */
    HttpAnswer unauthorised() {
        return problem(401, "unauthorised", "merchant id or API key is missing or wrong")
                .with("WWW-Authenticate", "Basic realm=\"redemption\", charset=\"UTF-8\"");
    }

    HttpAnswer unreadable(UnreadableBodyException unreadable) {
        return problem(
                400, "malformed_request", unreadable.field() + ": not readable, expected " + unreadable.expected());
    }

    /** The server stops before it has begun with the request. */
    HttpAnswer stopping() {
        return problem(503, "stopping", "the server is being stopped; nothing happened, try again later")
                .with("Retry-After", Long.toString(DEFAULT_RETRY_SECONDS));
    }

    /** Distinct from a redemption or redeemable that is not there: the base URI is wrong, or this is another API. */
    HttpAnswer unknownPath() {
        return problem(404, "unknown_path", "this API has no such path");
    }

    HttpAnswer unknownRedemption() {
        return problem(404, "unknown_redemption", "there is no such redemption of this redeemable");
    }

    HttpAnswer unknownRedeemable() {
        return refused(Refused.of(Violation.of(ViolationCode.UNKNOWN_REDEEMABLE)));
    }

    /** Nothing changed, and why: 404 if there is no such redeemable, otherwise 400. */
    HttpAnswer refused(Refused refused) {
        List<Violation> violations = refused.violations();
        boolean unknown =
                violations.stream().anyMatch(violation -> violation.code().equals(ViolationCode.UNKNOWN_REDEEMABLE));
        String message = violations.stream().map(ViolationTexts::forShopper).collect(Collectors.joining(" "));
        return answer(unknown ? 404 : 400, "refused", message, explained ? violations : List.of(), false);
    }

    /** The only error after which something may have changed. */
    HttpAnswer outcomeUnknown() {
        return new HttpAnswer(
                500,
                Map.of(),
                body("outcome_unknown", "it is not known whether this happened; read before you repeat", List.of()),
                null);
    }

    /** What a stage failed with. Only a {@link RedemptionException} proves that nothing happened. */
    HttpAnswer failed(Throwable thrown) {
        if (!(thrown instanceof RedemptionException failure)) {
            return new HttpAnswer(500, Map.of(), body("internal_error", "the server failed", List.of()), null);
        }
        String code = failure.code().name().toLowerCase(Locale.ROOT);
        if (failure.code() == FailureCode.NOT_SUPPORTED) {
            return problem(501, code, "this server's issuer cannot do this");
        }
        Duration wait = failure.retryAfter();
        long seconds = wait == null ? DEFAULT_RETRY_SECONDS : Math.max(1, wait.toSeconds());
        return problem(503, code, "this cannot be done now; nothing happened, try again later")
                .with("Retry-After", Long.toString(seconds));
    }

    private HttpAnswer answer(int status, String code, String message, List<Violation> violations, boolean executed) {
        return new HttpAnswer(status, Map.of(), body(code, message, violations), executed);
    }

    private static byte[] body(String code, String message, List<Violation> violations) {
        return new ErrorBody(code, message, violations).encode();
    }
}
