package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.Set;

/**
 * What an issuer declares that it can do. It is not learned from answers. Immutable.
 *
 * @param supported what it can do
 * @param maxScale how many decimals of a value it keeps, from 0 to {@value Amount#MAX_DECIMALS}
 * @param rewritesUserIds whether redemptions hold user ids of the issuer instead of those that were sent; then the user
 *     of a redemption is not compared with the request
 */
public record Capabilities(Set<Capability> supported, int maxScale, boolean rewritesUserIds) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if the set or an item of it is missing
     * @throws IllegalArgumentException if the number of decimals is out of range
     */
    public Capabilities {
        supported = Checks.copied("supported", supported);
        if (maxScale < 0 || maxScale > Amount.MAX_DECIMALS) {
            throw Checks.unexpected("max scale", maxScale, "0 to " + Amount.MAX_DECIMALS);
        }
    }

    /**
     * Creates the capabilities of an issuer that keeps user ids as they are sent.
     *
     * @throws IllegalArgumentException if the number of decimals is out of range
     */
    public Capabilities(Set<Capability> supported, int maxScale) {
        this(supported, maxScale, false);
    }

    /**
     * Returns whether a capability is declared.
     *
     * @param capability what
     * @return whether the issuer declares it
     */
    public boolean has(Capability capability) {
        return supported.contains(capability);
    }
}
