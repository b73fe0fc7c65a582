package io.redemption.spring;

import io.redemption.RedemptionsBuilder;

/**
 * Changes how redemptions over a port are built that is not the Vauchar client: over the issuer in memory, or a port of
 * the application's own. All beans of this type are called, in their order, after the properties were applied, so that
 * they win. Called once for each merchant, when its redemptions are created. For the Vauchar client see
 * {@link VaucharOptionsCustomizer}.
 */
@FunctionalInterface
public interface RedemptionsCustomizer {
    /**
     * Changes the builder.
     *
     * @param merchant the merchant's name in {@code redemption.merchants}; {@code default} if there is only one
     * @param redemptions the builder, with the listeners and journals of the application
     */
    void customize(String merchant, RedemptionsBuilder redemptions);
}
