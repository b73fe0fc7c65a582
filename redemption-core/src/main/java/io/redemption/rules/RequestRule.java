package io.redemption.rules;

import io.redemption.model.RedemptionRequest;
import io.redemption.model.Violation;
import org.jspecify.annotations.Nullable;

/** A rule that needs only the request, so that it can be checked before anything is sent. Pure; thread-safe. */
@FunctionalInterface
public interface RequestRule {
    /**
     * Checks a request.
     *
     * @param request the request
     * @return the violation, or {@code null} if there is none
     */
    @Nullable
    Violation check(RedemptionRequest request);
}
