/**
 * Metrics, observations and traces of redemptions with Micrometer. Start with
 * {@link io.redemption.micrometer.MicrometerRedemptionListener}, whose table lists every meter and tag, and with
 * {@link io.redemption.micrometer.MicrometerObservationListener}.
 */
@NullMarked
package io.redemption.micrometer;

import org.jspecify.annotations.NullMarked;
