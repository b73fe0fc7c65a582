/**
 * The only dependency to add: creates {@code Redemptions} over the whole client stack (cache, resilience, transport)
 * from one options object. Start with {@link io.redemption.vauchar.VaucharRedemptions#connect}.
 */
@NullMarked
package io.redemption.vauchar;

import org.jspecify.annotations.NullMarked;
