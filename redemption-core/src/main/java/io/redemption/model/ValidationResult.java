package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer thinks of a request before it is made: never a promise, because only {@code redeem} decides.
 * Immutable.
 *
 * @param violations what would speak against it now; empty if nothing would
 * @param state the redeemable as the issuer described it, or {@code null} if it did not
 */
public record ValidationResult(
        List<Violation> violations, @Nullable RedeemableState state) {
    /**
     * Copies the list.
     *
     * @param violations as the component says
     * @param state as the component says
     * @throws NullPointerException if the list or an item of it is missing
     */
    public ValidationResult {
        violations = Checks.copied("violations", violations);
    }

    /** {@return whether nothing would speak against it now} */
    public boolean isValid() {
        return violations.isEmpty();
    }
}
