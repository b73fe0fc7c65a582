package io.redemption.wire;

import io.redemption.model.FailureCode;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of an HTTP status for the operation that it answers. Immutable.
 *
 * @param meaning what happened
 * @param failure why it failed, if and only if the meaning is {@link Meaning#FAILED}
 */
public record StatusVerdict(Meaning meaning, @Nullable FailureCode failure) {
    /** What happened. */
    public enum Meaning {
        /** Done; a create or a read still needs a body that can be read. */
        SUCCESS,
        /** The issuer decided not to; nothing changed. */
        REFUSED,
        /** The path's resource does not exist: nothing to read or to reverse. */
        ABSENT,
        /** It was not carried out; a write certainly did not happen. */
        FAILED,
        /** A write may or may not have happened. Never the verdict on a read. */
        UNKNOWN
    }

    static final StatusVerdict SUCCESS = new StatusVerdict(Meaning.SUCCESS, null);
    static final StatusVerdict REFUSED = new StatusVerdict(Meaning.REFUSED, null);
    static final StatusVerdict ABSENT = new StatusVerdict(Meaning.ABSENT, null);
    static final StatusVerdict UNKNOWN = new StatusVerdict(Meaning.UNKNOWN, null);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if they do not fit together
     */
    public StatusVerdict {
        if ((meaning == Meaning.FAILED) != (failure != null)) {
            throw new IllegalArgumentException(
                    "failure: " + failure + " (expected: a code if and only if the meaning is FAILED)");
        }
    }

    static StatusVerdict failed(FailureCode code) {
        return new StatusVerdict(Meaning.FAILED, code);
    }
}
