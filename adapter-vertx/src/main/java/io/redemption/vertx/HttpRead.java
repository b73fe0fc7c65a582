package io.redemption.vertx;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.wire.BodyKind;
import io.redemption.wire.StatusTable;
import io.redemption.wire.StatusVerdict;
import io.redemption.wire.UnreadableBodyException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evaluates the response to a GET. Stateless. */
final class HttpRead {
    private HttpRead() {}

    /**
     * Reads a response whose body was collected.
     *
     * @param decoder reads the body of a success; if it fails, the connection is not reused
     * @return the decoded body, or {@code null} if the path's resource does not exist
     * @throws RedemptionException if the read failed
     */
    static <T> @Nullable T of(SendResult result, Supplier<T> decoder) {
        return of(result, () -> BodyKind.of(result.body()), decoder);
    }

    /**
     * Reads a response.
     *
     * @param kind the kind of a successful body that the decoder cannot read
     * @param decoder as above
     */
    static <T> @Nullable T of(SendResult result, Supplier<BodyKind> kind, Supplier<T> decoder) {
        ResponseHead head = result.head();
        if (head == null) {
            throw result.failure();
        }
        StatusVerdict verdict = StatusTable.ofRead(head.status());
        return switch (verdict.meaning()) {
            case SUCCESS -> decoded(result, head, kind, decoder);
            case ABSENT -> {
                requireApis(result, head);
                yield null;
            }
            case REFUSED, FAILED, UNKNOWN -> throw Failures.ofStatus(head, verdict);
        };
    }

    private static void requireApis(SendResult result, ResponseHead head) {
        if (!result.isComplete()) {
            throw result.failure();
        }
        Failures.requireApis(head, result.body());
    }

    private static <T> T decoded(SendResult result, ResponseHead head, Supplier<BodyKind> kind, Supplier<T> decoder) {
        if (!result.isComplete()) {
            throw kind.get() == BodyKind.TEXT ? Failures.notApis(head, BodyKind.TEXT) : result.failure();
        }
        try {
            return decoder.get();
        } catch (UnreadableBodyException e) {
            result.dropConnection();
            throw switch (kind.get()) {
                case EMPTY, TEXT -> Failures.notApis(head, kind.get());
                case JSON_OBJECT, JSON_OTHER, BROKEN_JSON ->
                    new RedemptionException(
                            FailureCode.UNREADABLE, e.field() + ": not readable (expected: " + e.expected() + ")");
            };
        }
    }

    /** Returns the failure for a response about another resource than the requested one. */
    static RedemptionException foreign(SendResult result, String field) {
        result.dropConnection();
        return new RedemptionException(
                FailureCode.UNREADABLE, field + ": another one was returned (expected: the requested one)");
    }
}
