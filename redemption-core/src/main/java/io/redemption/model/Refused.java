package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.List;

/**
 * Nothing changed. All reasons are given, not only the first. Immutable.
 *
 * @param violations one or more reasons
 */
public record Refused(List<Violation> violations) implements RedemptionOutcome, ReversalOutcome {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if the list or an item of it is missing
     * @throws IllegalArgumentException if there is no reason
     */
    public Refused {
        violations = Checks.copied("violations", violations);
        if (violations.isEmpty()) {
            throw Checks.unexpected("violations", violations, "one or more");
        }
    }

    /**
     * Returns a refusal for one reason.
     *
     * @param violation the reason
     * @return the outcome
     */
    public static Refused of(Violation violation) {
        return new Refused(List.of(Checks.required("violation", violation)));
    }
}
