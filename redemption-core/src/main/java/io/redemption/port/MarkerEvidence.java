package io.redemption.port;

import io.redemption.internal.Checks;
import io.redemption.model.RedeemableKind;
import java.time.Duration;

/**
 * Whether the issuer's lists have been seen to keep transaction ids. Without that, a redemption that is not listed
 * under its transaction id may still have happened. Immutable.
 *
 * @param kind the kind that was listed
 * @param kept whether a list showed the transaction id as it was sent; {@code false} if it was missing or altered
 * @param age how long ago it was seen last, by the journal's clock
 */
public record MarkerEvidence(RedeemableKind kind, boolean kept, Duration age) {
    /**
     * Checks the components.
     *
     * @param kind as the component says
     * @param kept as the component says
     * @param age as the component says
     * @throws NullPointerException if a component is missing
     */
    public MarkerEvidence {
        Checks.required("kind", kind);
        Checks.required("age", age);
    }
}
