package io.redemption.rules;

import io.redemption.model.Redeemable;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Usage;
import io.redemption.model.Violation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule that judges a request by the state of the redeemable; binding only in the issuer, which judges and records in
 * one step. Pure; thread-safe.
 */
@FunctionalInterface
public interface StateRule {
    /**
     * Judges a request.
     *
     * @param redeemable the terms; a rule finds nothing where its term is not told
     * @param usage what use has changed; a rule finds nothing where its figure is not told
     * @param request the request
     * @param now the instant of judgement
     * @return what speaks against it, or {@code null}
     */
    @Nullable
    Violation check(Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now);
}
