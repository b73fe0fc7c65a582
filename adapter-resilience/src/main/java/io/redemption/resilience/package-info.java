/**
 * Makes a port bearable for a shop while its issuer is slow, overloaded or away, and never at the price of redeeming
 * twice. Start with {@link io.redemption.resilience.ResilientRedemptionPort}; what is sent again, and why, stands in
 * the one table {@code RetryTable}.
 */
@NullMarked
package io.redemption.resilience;

import org.jspecify.annotations.NullMarked;
