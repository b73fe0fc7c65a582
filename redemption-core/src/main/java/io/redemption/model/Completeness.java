package io.redemption.model;

/** Whether a history is known to hold all that was asked for. Only a proven one can show that something is absent. */
public enum Completeness {
    /** Nothing is missing: the issuer's own count says so, or it is our own issuer. */
    PROVEN,
    /** It is not known whether something is missing. */
    UNKNOWN,
    /** Something is missing: there is a next page, a limit cut it, or the issuer's count is higher. */
    CUT
}
