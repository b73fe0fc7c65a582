package io.redemption.jdbc;

/** What a failed statement or commit means for the group that was being written. */
enum Failure {
    /** The database has no room. Nothing was written. */
    FULL,
    /** Another transaction was in the way. Nothing was written, and the same group may succeed at once. */
    CONFLICT,
    /**
     * The database cannot be reached, or its last answer was lost. Only the same group again tells what was written.
     */
    LOST,
    /** It was committed on one node only, and a standby that was to confirm it did not. */
    NOT_REPLICATED,
    /** The database refused a statement. Nothing was written. */
    REJECTED
}
