package io.redemption.cache;

import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import org.jspecify.annotations.Nullable;

/**
 * An acknowledgement that a redemption was added or removed. Immutable.
 *
 * @param id which redemption
 * @param added whether it was added; otherwise it was removed
 * @param redemption the added redemption, or {@code null} if only its id is known
 * @param number the number of the change that reported it
 * @param learnedAt when, in {@link io.redemption.port.TimeSource#nanoTime}
 */
record AcknowledgedWrite(
        RedemptionId id, boolean added, @Nullable Redemption redemption, long number, long learnedAt) {}
