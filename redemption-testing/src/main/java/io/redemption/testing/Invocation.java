package io.redemption.testing;

import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.Refused;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that is passed on or handled by a fault.
 *
 * @param operation the operation
 * @param redeemables the redeemables that it names
 * @param delegate calls the delegate
 * @param unknown makes an unknown outcome, or {@code null} for a read
 * @param refused makes a refusal, or {@code null} if the operation cannot be refused
 * @param kind how the log records an answer
 * @param <T> the answer
 */
record Invocation<T>(
        Operation operation,
        List<RedeemableId> redeemables,
        Supplier<CompletionStage<T>> delegate,
        @Nullable Supplier<T> unknown,
        @Nullable Function<Refused, T> refused,
        Function<T, RecordedCall.Answer> kind) {
    /** Makes a read that cannot be refused. */
    static <T> Invocation<T> read(
            Operation operation, List<RedeemableId> redeemables, Supplier<CompletionStage<T>> delegate) {
        return new Invocation<>(operation, redeemables, delegate, null, null, answer -> RecordedCall.Answer.READ);
    }

    boolean isWrite() {
        return unknown != null;
    }

    /** Returns the same call, with its delegate's answers recorded. */
    Invocation<T> notedIn(CallLog.Entry entry) {
        return new Invocation<>(
                operation,
                redeemables,
                () -> {
                    entry.passedOn();
                    CompletionStage<T> stage = delegate.get();
                    stage.whenComplete((answer, thrown) -> entry.delegateAnswered(kindOf(answer)));
                    return stage;
                },
                unknown,
                refused,
                kind);
    }

    /** Returns how the log records an answer, or its absence. */
    RecordedCall.Answer kindOf(@Nullable T answer) {
        return answer == null ? RecordedCall.Answer.NULL : kind.apply(answer);
    }

    T unknownAnswer() {
        return chosen(unknown).get();
    }

    T refusal(Refused reason) {
        return chosen(refused).apply(reason);
    }

    private <A> A chosen(@Nullable A answer) {
        if (answer == null) {
            throw new IllegalStateException("no such answer to " + operation);
        }
        return answer;
    }
}
