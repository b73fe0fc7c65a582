package io.redemption.vertx;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.wire.BodyKind;
import io.redemption.wire.StatusTable;
import io.redemption.wire.StatusVerdict;
import io.redemption.wire.UnreadableBodyException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the answer to a GET means. Stateless. */
final class HttpRead {
    private HttpRead() {}

    /**
     * Reads an answer whose body was collected.
     *
     * @param decoder reads the body of a success; what it cannot read keeps the connection from being used again
     * @return what it read, or {@code null} if what the path names is not there
     * @throws RedemptionException if the read failed
     */
    static <T> @Nullable T of(SendResult result, Supplier<T> decoder) {
        return of(result, () -> BodyKind.of(result.body()), decoder);
    }

    /**
     * Reads an answer.
     *
     * @param kind what the body of a success is if the decoder cannot read it
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

    /** The answer is about something else than was asked for. */
    static RedemptionException foreign(SendResult result, String field) {
        result.dropConnection();
        return new RedemptionException(
                FailureCode.UNREADABLE, field + ": another one was answered (expected: the one that was asked for)");
    }
}
