package io.redemption.port;

/** Journals in memory with a clock and bounds of a test's own. */
public final class Journals {
    private Journals() {}

    /**
     * A journal.
     *
     * @param share which part of the default bounds it has: one so-manieth
     */
    public static AttemptJournal inMemory(TimeSource time, int share) {
        InMemoryAttemptJournal.Bounds whole = InMemoryAttemptJournal.DEFAULT_BOUNDS;
        return new InMemoryAttemptJournal(
                new InMemoryAttemptJournal.Bounds(whole.maxSettled() / share, whole.maxOpenBytes() / share), time);
    }

    /** How many bytes open attempts may take in it, as it estimates them. */
    public static long maxOpenBytes(int share) {
        return InMemoryAttemptJournal.DEFAULT_BOUNDS.maxOpenBytes() / share;
    }
}
