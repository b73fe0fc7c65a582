package io.redemption.rules;

import io.redemption.model.Redeemable;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Usage;
import io.redemption.model.Violation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule that checks a request against the state of the redeemable. It is binding only in the issuer, which checks and
 * records in one step. Pure; thread-safe.
 */
@FunctionalInterface
public interface StateRule {
    /**
     * Checks a request.
     *
     * @param redeemable the terms; a rule finds nothing if its term is not known
     * @param usage the usage; a rule finds nothing if its figure is not known
     * @param request the request
     * @param now the time of the check
     * @return the violation, or {@code null} if there is none
     */
    @Nullable
    Violation check(Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now);
}
