package io.redemption.vertx;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the head of an answer tells us; all other header fields are ignored.
 *
 * @param status the HTTP status
 * @param retryAfter how long to wait before another try, or {@code null} if nobody says
 * @param issuerTime the issuer's clock when it answered, or {@code null} if it is not told or the answer was kept since
 * @param fromCache whether somebody on the way has kept the answer for a while, as the header field {@code Age} says
 *     (RFC 9111, 5.1)
 * @param notExecuted whether it says that the request was not carried out, which only our own server does
 * @param inProgress whether it says that the same attempt is being carried out just now, which only our own server may
 *     say
 * @param replayed whether it says that it repeats an earlier answer, which only our own server does
 * @param gateway whether it says that the issuer is elsewhere, as our own server does in front of one
 */
record ResponseHead(
        int status,
        @Nullable Duration retryAfter,
        @Nullable Instant issuerTime,
        boolean fromCache,
        boolean notExecuted,
        boolean inProgress,
        boolean replayed,
        boolean gateway) {
    private static final int FIRST_FINAL = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;

    /**
     * The head of a response.
     *
     * @param renewed whether there are other credentials by now than those of the request
     */
    static ResponseHead of(HttpClientResponse response, Instant now, BooleanSupplier renewed) {
        MultiMap headers = response.headers();
        String idempotency = headers.get("Idempotency-Status");
        Instant date = HttpTime.parse(headers.get("Date"));
        boolean fromCache = HttpTime.isPositive(headers.get("Age"));
        return new ResponseHead(
                response.statusCode(),
                switch (response.statusCode()) {
                    // Waiting makes no credentials good.
                    case UNAUTHORIZED -> renewed.getAsBoolean() ? Duration.ZERO : null;
                    case FORBIDDEN -> null;
                    default -> HttpTime.retryAfter(headers.get("Retry-After"), date == null ? now : date);
                },
                fromCache ? null : date,
                fromCache,
                "no".equalsIgnoreCase(headers.get("Redemption-Executed")),
                "in-progress".equalsIgnoreCase(idempotency),
                "replayed".equalsIgnoreCase(idempotency),
                headers.contains("Redemption-Gateway"));
    }

    /**
     * Whether its body is what was asked for, if anything is: such a body is handed to whoever reads it as it comes.
     */
    boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    boolean isRedirect() {
        return status >= 300 && status <= 399;
    }

    /**
     * Whether nothing more may be sent on the connection: an interim status that was taken for the answer, because the
     * true one is still to come, and 421, which says that the connection leads to the wrong server.
     */
    boolean endsConnection() {
        return status < FIRST_FINAL || status == MISDIRECTED;
    }
}
