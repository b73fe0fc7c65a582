package io.redemption;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sends an attempt in doubt again, instead of a look at the issuer's record. */
interface DoubtRepeat {
    /**
     * Sends once.
     *
     * @return completes with whether the attempt is settled; {@code null} if it must not be sent again. Never fails
     */
    @Nullable
    CompletionStage<Boolean> send();
}
