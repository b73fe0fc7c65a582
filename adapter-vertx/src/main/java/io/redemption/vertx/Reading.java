package io.redemption.vertx;

import io.redemption.FailureCode;
import io.redemption.RedemptionException;
import io.redemption.wire.StatusTable;
import io.redemption.wire.StatusVerdict;
import io.redemption.wire.UnreadableBodyException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the answer to a GET means. Stateless. */
final class Reading {
    private Reading() {}

    /**
     * Reads an answer.
     *
     * @param decoder reads the body of a success; what it cannot read keeps the connection from being used again
     * @return what it read, or {@code null} if what the path names is not there
     * @throws RedemptionException if the read failed
     */
    static <T> @Nullable T of(SendResult result, Supplier<T> decoder) {
        AnswerHead head = result.head();
        if (head == null || (head.isSuccess() && !result.isComplete())) {
            throw result.failure();
        }
        StatusVerdict verdict = StatusTable.ofRead(head.status());
        return switch (verdict.meaning()) {
            case SUCCESS -> decoded(result, decoder);
            case ABSENT -> null;
            case REFUSED, FAILED, UNKNOWN -> throw Failures.ofStatus(head, verdict);
        };
    }

    /** What a decoder reads of a complete answer. */
    static <T> T decoded(SendResult result, Supplier<T> decoder) {
        try {
            return decoder.get();
        } catch (UnreadableBodyException e) {
            result.dropConnection();
            throw new RedemptionException(
                    FailureCode.UNREADABLE, e.field() + ": not readable (expected: " + e.expected() + ")");
        }
    }

    /** The answer is about something else than was asked for. */
    static RedemptionException foreign(SendResult result, String field) {
        result.dropConnection();
        return new RedemptionException(
                FailureCode.UNREADABLE, field + ": another one was answered (expected: the one that was asked for)");
    }
}
