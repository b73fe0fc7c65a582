package io.redemption.reliability.faults;

/**
 * What a cell of the retry table says.
 *
 * @param outcome how the call ends, in the words of {@link ApiOperation#end}
 * @param requests how many requests reach the server, or in the rows where none can, how many connections
 */
record Expected(String outcome, int requests) {
    static final String NO_ANSWER = "unknown NO_ANSWER";

    static Expected once(String outcome) {
        return new Expected(outcome, 1);
    }

    static Expected twice(String outcome) {
        return new Expected(outcome, 2);
    }

    static Expected thrice(String outcome) {
        return new Expected(outcome, 3);
    }

    static Expected never(String outcome) {
        return new Expected(outcome, 0);
    }
}
