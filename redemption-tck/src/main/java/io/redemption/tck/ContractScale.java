package io.redemption.tck;

import java.time.Duration;

/**
 * The size of the contract's races, and how long it waits. Immutable.
 *
 * @param racers how many callers race at once, at least 4
 * @param rounds how often each race is run, at least 1
 * @param histories how many mixed histories are recorded and checked for each kind, at least 1
 * @param historyThreads how many callers make such a history, from 2 to 8
 * @param historyCalls how many calls each of them makes, from 1 to 7
 * @param timeout how long one answer may take, and one race
 * @param seed the seed of the mixed histories; the same seed gives the same calls
 */
public record ContractScale(
        int racers, int rounds, int histories, int historyThreads, int historyCalls, Duration timeout, long seed) {
    /**
     * For every build and for issuers behind a network: 16 racers, 5 rounds, 40 histories of 4 callers with 5 calls.
     */
    public static final ContractScale MODEST = new ContractScale(16, 5, 40, 4, 5, Duration.ofSeconds(10), 1);

    /** For a nightly run: 64 racers, 200 rounds, 5,000 histories of 8 callers with 5 calls. */
    public static final ContractScale LARGE = new ContractScale(64, 200, 5_000, 8, 5, Duration.ofSeconds(30), 1);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a component is out of range
     */
    public ContractScale {
        within("racers", racers, 4, 1_000);
        within("rounds", rounds, 1, Integer.MAX_VALUE);
        within("histories", histories, 1, Integer.MAX_VALUE);
        within("history threads", historyThreads, 2, 8);
        within("history calls", historyCalls, 1, 7);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: more than 0)");
        }
    }

    private static void within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + " to " + max + ")");
        }
    }
}
