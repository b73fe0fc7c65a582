package io.redemption.rules;

import io.redemption.model.RedemptionRequest;
import io.redemption.model.Violation;
import org.jspecify.annotations.Nullable;

/** A rule that needs the request alone, and so can be judged before anything is sent. Pure; thread-safe. */
@FunctionalInterface
public interface RequestRule {
    /**
     * Judges a request.
     *
     * @param request the request
     * @return what speaks against it, or {@code null}
     */
    @Nullable
    Violation check(RedemptionRequest request);
}
