package io.redemption.resilience;

import io.redemption.events.RedemptionCall;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A read. An abandoned read leaves nothing in doubt, so it ends at once and is cancelled at the delegate.
 *
 * @param <T> the type of the answer
 */
final class ReadCall<T> extends ResilientCall<T> {
    ReadCall(CallEnvironment environment, RedemptionCall call, Function<Duration, @Nullable CompletionStage<T>> port) {
        super(environment, call, port);
    }

    @Override
    SendAdmission admission() {
        return environment().reads();
    }

    @Override
    boolean isWrite() {
        return false;
    }

    @Override
    SendVerdict<T> evaluate(PortTryResult<T> end, int number, @Nullable FailureCode closing) {
        T answer = end.answer();
        if (answer != null) {
            return SendVerdict.answered(answer);
        }
        RedemptionException failure = end.failure();
        if (failure == null) {
            failure = end.cancelled()
                    ? environment().failure(FailureCode.CANCELLED)
                    : new RedemptionException(
                            FailureCode.BROKEN_ADAPTER,
                            "the adapter broke the contract of its port: " + end.violation());
        }
        return SendVerdict.failed(failure, RetryTable.ofRead(failure));
    }

    @Override
    SendVerdict<T> givenUp(FailureCode why, int number) {
        return SendVerdict.failed(environment().failure(why), RetryDecision.NEVER);
    }
}
