/**
 * A shop for each unit test, over an issuer in memory and without a network, and assertions for what it answers. Start
 * with {@link io.redemption.testing.RedemptionTest} and {@link io.redemption.testing.RedemptionAssertions}.
 */
@NullMarked
package io.redemption.testing;

import org.jspecify.annotations.NullMarked;
