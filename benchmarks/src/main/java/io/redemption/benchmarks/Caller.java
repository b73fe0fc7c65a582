package io.redemption.benchmarks;

import java.util.concurrent.CompletionStage;

/** Makes one call. Thread-safe. */
@FunctionalInterface
interface Caller {
    /** Starts a call. The stage fails if the answer is not the expected one. */
    CompletionStage<?> call();
}
