/**
 * A shop for each unit test, over an issuer in memory and without a network, and assertions for what it answers. Start
 * with {@link io.redemption.junit.RedemptionTest} and {@link io.redemption.junit.RedemptionAssertions}.
 */
@NullMarked
package io.redemption.junit;

import org.jspecify.annotations.NullMarked;
