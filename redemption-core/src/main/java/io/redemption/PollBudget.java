package io.redemption;

/** Limits the polls of one issuer: how many are under way, and how many begin in a second. Not thread-safe. */
final class PollBudget {
    private static final long SECOND = 1_000_000_000L;

    private final int maxInFlight;
    private final long nanosEach;
    private final long burstNanos;
    private int inFlight;
    private long paidUntil;
    private boolean used;

    PollBudget(int maxInFlight, int maxPerSecond) {
        this.maxInFlight = maxInFlight;
        this.nanosEach = SECOND / maxPerSecond;
        this.burstNanos = SECOND;
    }

    /**
     * Begins a poll if there is room for one.
     *
     * @return whether it may begin; {@link #ended} must follow
     */
    boolean begin(long nowNanos) {
        if (isFull() || nanosUntilFree(nowNanos) > 0) {
            return false;
        }
        paidUntil = (used && paidUntil - nowNanos > 0 ? paidUntil : nowNanos) + nanosEach;
        used = true;
        inFlight++;
        return true;
    }

    void ended() {
        inFlight--;
    }

    /** Returns whether another poll must wait until one has ended. */
    boolean isFull() {
        return inFlight >= maxInFlight;
    }

    /** Returns how long the rate forbids another poll; zero or less if it does not. */
    long nanosUntilFree(long nowNanos) {
        return used ? paidUntil + nanosEach - nowNanos - burstNanos : 0;
    }
}
