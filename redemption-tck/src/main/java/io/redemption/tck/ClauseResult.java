package io.redemption.tck;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one clause. Immutable but for what every throwable has.
 *
 * @param clause the clause
 * @param status whether it holds
 * @param reason why it failed, or what the port lacks; empty if it passed
 * @param took how long the proof took
 * @param failure what the proof threw, or {@code null}
 */
public record ClauseResult(
        Clause clause,
        Status status,
        String reason,
        Duration took,
        @Nullable Throwable failure) {
    /** Whether a clause holds. */
    public enum Status {
        /** It holds. */
        PASSED,
        /** It does not hold, or what is defined for a port that lacks something does not. */
        FAILED,
        /** The port does not have what the clause needs, and what is defined for that case holds. */
        NOT_CAPABLE
    }
}
