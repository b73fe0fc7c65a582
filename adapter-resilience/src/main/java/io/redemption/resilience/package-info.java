/**
 * Protects a shop from an issuer that is slow, overloaded or down, and never redeems twice. Start with
 * {@link io.redemption.resilience.ResilientRedemptionPort}. The table {@code RetryTable} says what is sent again, and
 * why.
 */
@NullMarked
package io.redemption.resilience;

import org.jspecify.annotations.NullMarked;
