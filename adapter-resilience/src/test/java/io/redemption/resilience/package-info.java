/** Tests of the resilient port. Start with {@code RepeatingWritesTest}. */
@NullMarked
package io.redemption.resilience;

import org.jspecify.annotations.NullMarked;
