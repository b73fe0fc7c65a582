/**
 * What platform code holds to prepare, redeem, resolve, reverse and read, and the journal in memory that remembers
 * attempts. Start with {@link io.redemption.Redemptions}.
 */
@NullMarked
package io.redemption;

import org.jspecify.annotations.NullMarked;
