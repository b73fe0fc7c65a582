package io.redemption.resilience;

import io.redemption.model.CallOptions;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.port.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The parts that all calls of one port share. Thread-safe.
 *
 * @param options the options
 * @param reads admits the sends of reads
 * @param writes admits the sends of writes
 * @param bucket the tokens left for repetitions
 * @param backoff how long to wait before a repetition
 * @param reporter reports to the listener
 * @param deadline how long a call may take, all sends and waits together
 * @param roomWait how long a send waits while the bulkhead is full; {@code null} if it does not
 * @param endsByItself whether the delegate gets the time that is left, and ends by itself
 */
record CallEnvironment(
        ResilienceOptions options,
        SendAdmission reads,
        SendAdmission writes,
        TokenBucket bucket,
        Backoff backoff,
        ResilienceReporter reporter,
        Duration deadline,
        @Nullable Duration roomWait,
        boolean endsByItself) {
    static CallEnvironment of(ResilienceOptions options, boolean endsByItself) {
        ResilienceReporter reporter = new ResilienceReporter(options.listener());
        return new CallEnvironment(
                options,
                SendAdmission.ofReads(options, reporter),
                SendAdmission.ofWrites(options, reporter),
                new TokenBucket(options.retryBudget()),
                new Backoff(options.backoffBase(), options.backoffMax(), options.random()),
                reporter,
                options.totalDeadline(),
                null,
                endsByItself);
    }

    /** Returns the same for calls with options, which can shorten the deadline but not prolong it. */
    CallEnvironment with(CallOptions calls) {
        Duration total = options.totalDeadline();
        Duration wanted = calls.deadline().orElse(total);
        return new CallEnvironment(
                options,
                reads,
                writes,
                bucket,
                backoff,
                reporter,
                wanted.compareTo(total) < 0 ? wanted : total,
                calls.roomWait().orElse(null),
                endsByItself);
    }

    TimeSource time() {
        return options.time();
    }

    /** Returns the failure of a call that was cancelled or passed its deadline. */
    RedemptionException failure(FailureCode why) {
        return new RedemptionException(
                why,
                why == FailureCode.CANCELLED
                        ? "the caller cancelled"
                        : "the total deadline of " + deadline + " passed");
    }
}
