package io.redemption.testing;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What happens to a call instead of being passed on. */
@FunctionalInterface
interface Fault {
    /** The stage that the caller gets; {@code null} only to break the contract on purpose. */
    <T> @Nullable CompletionStage<T> befall(Invocation<T> call);
}
