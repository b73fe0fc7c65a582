/**
 * The entry point of platform code, to prepare, redeem, resolve, reverse and read. Start with
 * {@link io.redemption.Redemptions}.
 */
@NullMarked
package io.redemption;

import org.jspecify.annotations.NullMarked;
