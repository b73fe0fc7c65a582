package io.redemption.tck;

/** A group of clauses. Its letter begins the number of each of its clauses. */
enum Group {
    /** The rules for the stages of every call. */
    STAGES('S', "stages"),
    /** The content of a redemption. */
    REDEEMING('R', "redeeming"),
    /** What is refused for any redeemable. */
    REFUSING('F', "refusing"),
    /** The limits of the terms, on both sides of each boundary. */
    LIMITS('L', "limits"),
    /** The period of validity, on both sides of each boundary. */
    TIME('T', "time"),
    /** What a reversal reverses and restores. */
    REVERSING('V', "reversing"),
    /** Repetitions of an attempt, and other content under its id. */
    REPLAY('A', "replay"),
    /** Several attempts under one transaction id, by callers with a journal. */
    UNIQUENESS('U', "uniqueness"),
    /** Calls that are cancelled. */
    CANCELLING('C', "cancelling"),
    /** Reads of redemptions. */
    READING('Q', "reading"),
    /** Redeeming several redeemables, all or nothing. */
    BASKETS('K', "baskets"),
    /** Reads and validation of redeemables. */
    DESCRIBING('D', "describing"),
    /** Concurrent callers. */
    RACES('X', "races");

    private final char letter;
    private final String title;

    Group(char letter, String title) {
        this.letter = letter;
        this.title = title;
    }

    /** {@return the first character of the numbers of its clauses} */
    char letter() {
        return letter;
    }

    /** {@return its name in one lower-case word} */
    String title() {
        return title;
    }
}
