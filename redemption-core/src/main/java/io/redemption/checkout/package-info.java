/**
 * The use cases: what platform code holds to prepare, redeem, resolve, reverse and read, and the journal that remembers
 * attempts. Start with {@code Redemptions}.
 */
@NullMarked
package io.redemption.checkout;

import org.jspecify.annotations.NullMarked;
