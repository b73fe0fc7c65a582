/**
 * A decorator that answers reads from memory without ever hiding a redemption or reversal that this node saw
 * acknowledged. Start with {@link io.redemption.cache.CachingRedemptionPort}, then {@code Knowledge}: what no answer
 * may contradict.
 */
@NullMarked
package io.redemption.cache;

import org.jspecify.annotations.NullMarked;
