package io.redemption.spring;

import io.redemption.vauchar.VaucharOptionsBuilder;

/**
 * Changes the options of a merchant's redemptions beyond the properties. All beans of this type are called, in their
 * order, after the properties were applied, so that they win. Called once for each merchant, when its redemptions are
 * created.
 */
@FunctionalInterface
public interface VaucharOptionsCustomizer {
    /**
     * Changes the options.
     *
     * @param merchant the merchant's name in {@code redemption.merchants}; {@code default} if there is only one
     * @param options the options, with the properties applied
     */
    void customize(String merchant, VaucharOptionsBuilder options);
}
