package io.redemption.reliability.restart;

import org.jspecify.annotations.Nullable;

/** What a shop has stored of an order, which outlives its processes. */
final class OrderRow {
    /** How an order ended. */
    enum End {
        REDEEMED,
        REFUSED,
        UNKNOWN,
        DUPLICATE
    }

    private @Nullable String attempt;
    private boolean sending;
    private @Nullable End end;

    /** The attempt's text form, or {@code null} if none was stored. */
    @Nullable
    String attempt() {
        return attempt;
    }

    void store(String prepared) {
        attempt = prepared;
    }

    /** Whether the attempt may have been sent. */
    boolean isSending() {
        return sending;
    }

    void storeSending() {
        sending = true;
    }

    /** How the order ended, or {@code null} if it has not. */
    @Nullable
    End end() {
        return end;
    }

    void storeEnd(End how) {
        end = how;
    }
}
