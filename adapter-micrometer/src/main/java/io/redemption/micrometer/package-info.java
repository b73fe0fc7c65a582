/**
 * Metrics of redemptions in a Micrometer registry. Start with
 * {@link io.redemption.micrometer.MicrometerRedemptionListener}: its table lists every name and tag.
 */
@NullMarked
package io.redemption.micrometer;

import org.jspecify.annotations.NullMarked;
