package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A redeemable as its issuer describes it at one moment: terms and usage. Advice: only {@code redeem} decides. Immutable.
 *
 * @param redeemable the terms
 * @param usage what use has changed, as far as it is told
 * @param issuedAt when it was issued, in whole seconds, or {@code null} if it is not told (the API's {@code created})
 */
public record RedeemableState(
        Redeemable redeemable, Usage usage, @Nullable Instant issuedAt) {
    /**
     * Checks the components.
     *
     * @param redeemable as the component says
     * @param usage as the component says
     * @param issuedAt as the component says
     * @throws NullPointerException if terms or usage are missing
     */
    public RedeemableState {
        Checks.required("redeemable", redeemable);
        Checks.required("usage", usage);
    }
}
