package io.redemption.tck.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The calls of several callers on one redeemable: a capacity that debits reduce and credits restore. A coupon with a
 * limit is an account whose debits are 1 each; a gift card's capacity is its issued value. Immutable.
 *
 * @param capacity how much all active entries may come to, from 0
 * @param amounts how much each entry takes, by its number; at most {@value #MAX_ENTRIES} entries
 * @param calls the calls, in any order; at most {@value #MAX_CALLS}
 */
public record AccountHistory(long capacity, List<Long> amounts, List<AccountCall> calls) {
    /** The most entries: {@value}. */
    public static final int MAX_ENTRIES = 63;

    /** The most calls: {@value}. */
    public static final int MAX_CALLS = 64;

    /** The bit that a read sets if it returned an entry that no call created: {@value}. No debit sets it. */
    public static final int PHANTOM = 63;

    /**
     * Checks and copies the components.
     *
     * @throws IllegalArgumentException if there are too many entries or calls
     */
    public AccountHistory {
        amounts = List.copyOf(amounts);
        calls = List.copyOf(calls);
        if (amounts.size() > MAX_ENTRIES || calls.size() > MAX_CALLS) {
            throw new IllegalArgumentException("history: " + amounts.size() + " entries, " + calls.size()
                    + " calls (expected: at most " + MAX_ENTRIES + " and " + MAX_CALLS + ")");
        }
    }

    /** {@return the calls in the order in which they began, one a line} */
    @Override
    public String toString() {
        return calls.stream()
                .sorted((a, b) -> Long.compare(a.invoked(), b.invoked()))
                .map(AccountCall::toString)
                .collect(Collectors.joining("\n", "capacity " + capacity + ", amounts " + amounts + "\n", ""));
    }
}
