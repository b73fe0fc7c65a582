package io.redemption.tck;

/** What a clause is about. Its letter begins the number of each of its clauses. */
public enum Group {
    /** What every call keeps, whatever it asks. */
    STAGES('S', "stages"),
    /** What a redemption tells. */
    REDEEMING('R', "redeeming"),
    /** What is refused, whatever the redeemable. */
    REFUSING('F', "refusing"),
    /** What the terms allow, on both sides of each boundary. */
    LIMITS('L', "limits"),
    /** From when until when, on both sides of each boundary. */
    TIME('T', "time"),
    /** What a reversal takes back and gives back. */
    REVERSING('V', "reversing"),
    /** The same attempt again, and other content under its id. */
    REPLAY('A', "replay"),
    /** Several attempts under one transaction id, by callers with a journal. */
    UNIQUENESS('U', "uniqueness"),
    /** A caller who goes away. */
    CANCELLING('C', "cancelling"),
    /** What is told of redemptions. */
    READING('Q', "reading"),
    /** Several redeemables, all or nothing. */
    BASKETS('K', "baskets"),
    /** What is told of redeemables, and advice. */
    DESCRIBING('D', "describing"),
    /** Many callers at once. */
    RACES('X', "races");

    private final char letter;
    private final String title;

    Group(char letter, String title) {
        this.letter = letter;
        this.title = title;
    }

    /** {@return the first character of the numbers of its clauses} */
    public char letter() {
        return letter;
    }

    /** {@return its name in one lower-case word} */
    public String title() {
        return title;
    }
}
