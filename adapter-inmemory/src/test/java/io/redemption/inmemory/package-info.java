/** Tests of the issuer in memory. Start with {@code InMemoryRedeemTest}. */
@NullMarked
package io.redemption.inmemory;

import org.jspecify.annotations.NullMarked;
