package io.redemption.cache;

import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import org.jspecify.annotations.Nullable;

/**
 * One acknowledgement: that a redemption was added or removed. Immutable.
 *
 * @param id which redemption
 * @param added whether it was added; otherwise it was removed
 * @param redemption what was added, or {@code null} where only the id is known
 * @param number the number of the change that told it
 * @param learnedAt when, in {@link io.redemption.port.TimeSource#nanoTime}
 */
record AcknowledgedWrite(
        RedemptionId id, boolean added, @Nullable Redemption redemption, long number, long learnedAt) {}
