package io.redemption.resilience;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.port.TimeSource;

/**
 * What the calls of one port share. Immutable, of thread-safe parts.
 *
 * @param options the options
 * @param reads the gate of the reads
 * @param writes the gate of the writes
 * @param bucket what may still be repeated
 * @param backoff how long to wait before that
 * @param reporter tells the listener
 * @param endsByItself whether the port below is told how much time there is
 */
record CallEnvironment(
        ResilienceOptions options,
        SendAdmission reads,
        SendAdmission writes,
        TokenBucket bucket,
        Backoff backoff,
        ResilienceReporter reporter,
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
                endsByItself);
    }

    TimeSource time() {
        return options.time();
    }

    /** Why a call was closed. */
    RedemptionException failure(FailureCode why) {
        return new RedemptionException(
                why,
                why == FailureCode.CANCELLED
                        ? "the caller cancelled"
                        : "the total deadline of " + options.totalDeadline() + " passed");
    }
}
