/**
 * An issuer that keeps its accounts in memory and judges as strictly as any other, and a decorator that scripts what
 * can go wrong between a shop and its issuer. Start with {@link io.redemption.inmemory.InMemoryRedemptionPort}.
 */
@NullMarked
package io.redemption.inmemory;

import org.jspecify.annotations.NullMarked;
