/**
 * An issuer that keeps its redeemables in memory and checks every rule. Start with
 * {@link io.redemption.inmemory.InMemoryRedemptionPort}.
 */
@NullMarked
package io.redemption.inmemory;

import org.jspecify.annotations.NullMarked;
