package io.redemption.tck;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of one clause of a contract. Immutable, except for the state of every throwable.
 *
 * @param number the clause's number, for example {@code L3}. Numbers are stable: the number of a removed clause is not
 *     used again
 * @param sentence the promise
 * @param group what the promise is about, for example {@code limits}
 * @param needs what a port has to have, for example {@code ATOMIC_BASKET}, or {@code null}
 * @param status whether it holds
 * @param reason why it failed, or what the port lacks; empty if it passed
 * @param took how long the proof took
 * @param failure what the proof threw, or {@code null}
 */
public record ClauseResult(
        String number,
        String sentence,
        String group,
        @Nullable String needs,
        Status status,
        String reason,
        Duration took,
        @Nullable Throwable failure) {
    static ClauseResult of(Clause clause, Status status, String reason, Duration took, @Nullable Throwable failure) {
        return new ClauseResult(
                clause.number(),
                clause.sentence(),
                clause.group().title(),
                clause.needs(),
                status,
                reason,
                took,
                failure);
    }

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
