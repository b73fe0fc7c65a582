package io.redemption.testing;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Handles a call instead of passing it on. */
@FunctionalInterface
interface Fault {
    /** Returns the stage for the caller; {@code null} only to break the contract on purpose. */
    <T> @Nullable CompletionStage<T> apply(Invocation<T> call);
}
