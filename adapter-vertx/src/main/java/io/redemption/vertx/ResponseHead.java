package io.redemption.vertx;

import io.redemption.port.TimeSource;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The used parts of a response's head; all other header fields are ignored.
 *
 * @param status the HTTP status
 * @param retryAfter how long to wait before another try, or {@code null} if that is not given
 * @param issuerTime the issuer's clock when it answered, or {@code null} if it is absent or the response comes from a
 *     cache
 * @param fromCache whether the response comes from a cache, as the header field {@code Age} says (RFC 9111, 5.1)
 * @param notExecuted whether it says that the request was not executed, which only our own server does
 * @param inProgress whether it says that the same attempt is being executed, which only our own server does
 * @param replayed whether it says that it repeats an earlier response, which only our own server does
 * @param gateway whether it says that a gateway answered, which our own server does in front of another issuer
 * @param rejected the merchant whose credentials were not accepted; only with 401 and 403
 */
record ResponseHead(
        int status,
        @Nullable Duration retryAfter,
        @Nullable Instant issuerTime,
        boolean fromCache,
        boolean notExecuted,
        boolean inProgress,
        boolean replayed,
        boolean gateway,
        @Nullable String rejected) {
    private static final int FIRST_FINAL = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;

    /**
     * Reads the head of a response.
     *
     * @param dates reads its date
     * @param time the time of day, if the response has no date
     * @param merchant whose credentials the request carried
     * @param renewed whether the provider has other credentials than those of the request
     */
    static ResponseHead of(
            HttpClientResponse response, DateField dates, TimeSource time, String merchant, BooleanSupplier renewed) {
        int status = response.statusCode();
        MultiMap headers = response.headers();
        String idempotency = headers.get("Idempotency-Status");
        Instant date = dates.parse(headers.get("Date"));
        boolean fromCache = HttpTime.isPositive(headers.get("Age"));
        return new ResponseHead(
                status,
                switch (status) {
                    // Waiting does not make credentials valid.
                    case UNAUTHORIZED -> renewed.getAsBoolean() ? Duration.ZERO : null;
                    case FORBIDDEN -> null;
                    default -> retryAfter(headers.get("Retry-After"), date, time);
                },
                fromCache ? null : date,
                fromCache,
                "no".equalsIgnoreCase(headers.get("Redemption-Executed")),
                "in-progress".equalsIgnoreCase(idempotency),
                "replayed".equalsIgnoreCase(idempotency),
                headers.contains("Redemption-Gateway"),
                status == UNAUTHORIZED || status == FORBIDDEN ? merchant : null);
    }

    private static @Nullable Duration retryAfter(@Nullable String field, @Nullable Instant date, TimeSource time) {
        return field == null ? null : HttpTime.retryAfter(field, date == null ? time.now() : date);
    }

    /** Returns whether the body is the requested one, which may be read in chunks. */
    boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    boolean isRedirect() {
        return status >= 300 && status <= 399;
    }

    /**
     * Returns whether the connection must not be reused: after an interim status that was taken for the response,
     * because the true one is still to come, and after 421, which says that the connection leads to the wrong server.
     */
    boolean endsConnection() {
        return status < FIRST_FINAL || status == MISDIRECTED;
    }
}
