/**
 * The words of the domain (redeemables, requests, redemptions, outcomes) and the ports between a shop and its issuer.
 * Start with {@link io.redemption.RedemptionPort} to write an adapter, with {@code io.redemption.checkout.Redemptions}
 * to redeem something.
 */
@NullMarked
package io.redemption;

import org.jspecify.annotations.NullMarked;
