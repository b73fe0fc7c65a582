package io.redemption.tck.history;

/**
 * One call on an account, as observed by its caller. Immutable.
 *
 * <p>Times are ticks of one counter: a call was over before another began exactly if its {@code returned} is less than
 * the other's {@code invoked}.
 *
 * @param kind the kind of call
 * @param entry which entry a debit makes or a credit takes back, from 0; -1 for a read
 * @param result the answer
 * @param seen for a read, the set of active entries, bit {@code n} for entry {@code n}; otherwise 0
 * @param invoked when the call began
 * @param returned when it was answered; {@link #NEVER} if the result is unknown
 */
public record AccountCall(Kind kind, int entry, Result result, long seen, long invoked, long returned) {
    /** The tick of an answer that did not come: after all others. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A kind of call. */
    public enum Kind {
        /** Uses some of the capacity. */
        DEBIT,
        /** Reverses an earlier debit. */
        CREDIT,
        /** Returns the active entries. */
        READ
    }

    /** A kind of answer. */
    public enum Result {
        /** The call is done; a read has returned what it saw. */
        DONE,
        /** Nothing changed: the capacity did not suffice, or the entry was not active. */
        REFUSED,
        /** It may take effect at any time from the invocation on, or never. */
        UNKNOWN
    }

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if it returned before it was invoked, if it returned although its result is
     *     unknown, or if a read is not done
     */
    public AccountCall {
        if (returned <= invoked) {
            throw new IllegalArgumentException("returned: " + returned + " (expected: after " + invoked + ")");
        }
        if ((result == Result.UNKNOWN) != (returned == NEVER)) {
            throw new IllegalArgumentException("returned: " + returned + " (expected: never if and only if unknown)");
        }
        if (kind == Kind.READ && result != Result.DONE) {
            throw new IllegalArgumentException("result of a read: " + result + " (expected: DONE)");
        }
    }

    /** {@return one line for a failure message} */
    @Override
    public String toString() {
        String what = kind == Kind.READ ? "READ saw " + entries(seen) : kind + " " + entry + " " + result;
        return "[" + invoked + ".." + (returned == NEVER ? "" : returned) + "] " + what;
    }

    private static String entries(long mask) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < Long.SIZE; i++) {
            if ((mask >>> i & 1) == 1) {
                out.append(out.length() > 1 ? " " : "").append(i == AccountHistory.PHANTOM ? "phantom" : i);
            }
        }
        return out.append('}').toString();
    }
}
