package io.redemption;

import java.util.Set;

/**
 * What an issuer declares that it can do. Declared, not learned. Immutable.
 *
 * @param supported what it can do
 * @param maxScale how many decimals of a value it keeps, from 0 to {@value Amount#MAX_DECIMALS}
 */
public record Capabilities(Set<Capability> supported, int maxScale) {
    /**
     * Checks the components.
     *
     * @param supported as the component says
     * @param maxScale as the component says
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
     * Whether something is supported.
     *
     * @param capability what
     * @return whether the issuer declares it
     */
    public boolean has(Capability capability) {
        return supported.contains(capability);
    }
}
