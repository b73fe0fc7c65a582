package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of checking a request in advance. Never a promise, because only {@code redeem} decides. Immutable.
 *
 * @param violations the reasons why it would be refused now; empty if there are none
 * @param state the redeemable as the issuer described it, or {@code null} if it did not
 */
public record ValidationResult(
        List<Violation> violations, @Nullable RedeemableState state) {
    /**
     * Copies the list.
     *
     * @throws NullPointerException if the list or an item of it is missing
     */
    public ValidationResult {
        violations = Checks.copied("violations", violations);
    }

    /** {@return whether the request would not be refused now} */
    public boolean isValid() {
        return violations.isEmpty();
    }
}
