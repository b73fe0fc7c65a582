package io.redemption.reliability;

/** How large the figures are. */
public enum Scale {
    /** With {@code -Preliability}: what is promised. */
    FULL,
    /** In every other build: at least 2 % of it. */
    CUT;

    public static Scale ofThisRun() {
        return Boolean.getBoolean("reliability") ? FULL : CUT;
    }
}
