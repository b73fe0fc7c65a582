/**
 * A decorator that answers reads from memory and never hides a redemption or reversal that this node saw acknowledged.
 * Start with {@link io.redemption.cache.CachingRedemptionPort}, then {@code WriteMemory}: the writes that no answer may
 * contradict.
 */
@NullMarked
package io.redemption.cache;

import org.jspecify.annotations.NullMarked;
