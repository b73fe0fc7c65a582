package io.redemption.jdbc;

/** Which attempts of a journal are listed. */
public enum AttemptSelection {
    /** Those in doubt or under way, handed over or not, decided by a person or not. */
    OPEN("a.state < 3"),
    /** Those that were redeemed and whose reversal is in doubt. */
    IN_REVERSAL("a.state = 3 and r.state = 2"),
    /** Those in doubt that reading cannot settle, so that a person must. */
    HANDED_OVER("a.state < 3 and a.handed_over is not null"),
    /** Those about which a person decided, in doubt or settled since. */
    DECIDED("exists (select 1 from redemption_decision p where p.attempt = a.id)"),
    /** Those that were redeemed, including those whose redemption was reversed. */
    REDEEMED("a.state = 3"),
    /** Those that were refused. */
    REFUSED("a.state = 4"),
    /** Those that were sent and proven not to have happened. */
    ABSENT("a.state = 5"),
    /** All that the journal still knows. */
    ALL("1 = 1");

    private final String condition;

    AttemptSelection(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }
}
