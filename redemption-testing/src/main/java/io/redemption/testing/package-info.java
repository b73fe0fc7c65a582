/**
 * Gives each unit test a shop over an issuer in memory, without a network, and assertions about its answers. Start with
 * {@link io.redemption.testing.RedemptionTest} and {@link io.redemption.testing.RedemptionAssertions}.
 */
@NullMarked
package io.redemption.testing;

import org.jspecify.annotations.NullMarked;
