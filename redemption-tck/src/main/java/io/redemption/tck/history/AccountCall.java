package io.redemption.tck.history;

/**
 * One call on an account, as its caller saw it. Immutable.
 *
 * <p>Times are ticks of one counter: a call was over before another began exactly if its {@code returned} is less than
 * the other's {@code invoked}.
 *
 * @param kind what was asked
 * @param entry which entry a debit makes or a credit takes back, from 0; -1 for a read
 * @param result what was answered
 * @param seen for a read, the set of active entries that it told, bit {@code n} for entry {@code n}; otherwise 0
 * @param invoked when the call began
 * @param returned when it was answered; {@link #NEVER} if the result is unknown
 */
public record AccountCall(Kind kind, int entry, Result result, long seen, long invoked, long returned) {
    /** The tick of an answer that did not come: after all others. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What is asked of an account. */
    public enum Kind {
        /** Use some of the capacity. */
        DEBIT,
        /** Take an earlier debit back. */
        CREDIT,
        /** Tell the active entries. */
        READ
    }

    /** What is answered. */
    public enum Result {
        /** It is done; a read has told what it saw. */
        DONE,
        /** Nothing changed: the capacity did not suffice, or the entry was not active. */
        REFUSED,
        /** It may take effect at any time from the invocation on, or never. */
        UNKNOWN
    }

    /**
     * Checks the components.
     *
     * @param kind as the component says
     * @param entry as the component says
     * @param result as the component says
     * @param seen as the component says
     * @param invoked as the component says
     * @param returned as the component says
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

    /** {@return one line for a person who looks for the mistake} */
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
