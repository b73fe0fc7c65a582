/**
 * The entry point of platform code: prepares, redeems, resolves, reverses and reads. Start with
 * {@link io.redemption.Redemptions}.
 */
@NullMarked
package io.redemption;

import org.jspecify.annotations.NullMarked;
