package io.redemption.tck.history;

import io.redemption.tck.history.AccountCall.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides whether a history is linearizable: whether there is an order of its calls that keeps every <i>was over
 * before</i> and in which each answer is right for an account that does one call at a time. Exact: no false positives
 * or negatives. Thread-safe.
 *
 * <p>The search is that of Wing and Gong with Lowe's memory of configurations: at each step it tries the calls that no
 * open call has to precede, and it never visits the same pair of finished calls and active entries twice. An unknown
 * debit or credit may take effect at any later point or not at all. The worst case is exponential in the number of
 * calls that overlap; 8 threads with 5 calls each take a fraction of a millisecond.
 */
public final class LinearizabilityChecker {
    private final List<AccountCall> calls;
    private final List<Long> amounts;
    private final long capacity;
    private final long toExplain;
    private final Set<Configuration> visited = new HashSet<>();

    private LinearizabilityChecker(AccountHistory history) {
        this.calls = history.calls();
        this.amounts = history.amounts();
        this.capacity = history.capacity();
        long answered = 0;
        for (int i = 0; i < calls.size(); i++) {
            answered |= calls.get(i).result() == Result.UNKNOWN ? 0 : 1L << i;
        }
        this.toExplain = answered;
    }

    /** A state of the search: which calls have taken effect, and which entries are active. */
    private record Configuration(long finished, long active) {}

    /**
     * Checks a history.
     *
     * @param history the recorded calls
     * @return whether some order explains all answers
     */
    public static boolean isLinearizable(AccountHistory history) {
        return new LinearizabilityChecker(history).explains(0, 0);
    }

    private boolean explains(long finished, long active) {
        if ((finished & toExplain) == toExplain) {
            return true;
        }
        if (!visited.add(new Configuration(finished, active))) {
            return false;
        }
        long firstReturn = firstReturn(finished);
        for (int i = 0; i < calls.size(); i++) {
            AccountCall call = calls.get(i);
            boolean mayBeNext = (finished >>> i & 1) == 0 && call.invoked() < firstReturn;
            if (mayBeNext && isRight(call, active) && explains(finished | 1L << i, after(call, active))) {
                return true;
            }
        }
        return false;
    }

    /** Returns when the first of the open calls returned. A call that began later cannot take effect before it. */
    private long firstReturn(long finished) {
        long first = AccountCall.NEVER;
        for (int i = 0; i < calls.size(); i++) {
            if ((finished >>> i & 1) == 0) {
                first = Math.min(first, calls.get(i).returned());
            }
        }
        return first;
    }

    /** Returns whether the answer is right here; for an unknown one, whether the call can have an effect here. */
    private boolean isRight(AccountCall call, long active) {
        boolean refused = call.result() == Result.REFUSED;
        return switch (call.kind()) {
            case READ -> call.seen() == active;
            case CREDIT -> refused != isActive(call.entry(), active);
            case DEBIT ->
                !isActive(call.entry(), active) && refused == used(active) + amounts.get(call.entry()) > capacity;
        };
    }

    private static long after(AccountCall call, long active) {
        if (call.result() == Result.REFUSED) {
            return active;
        }
        return switch (call.kind()) {
            case READ -> active;
            case CREDIT -> active & ~(1L << call.entry());
            case DEBIT -> active | 1L << call.entry();
        };
    }

    private static boolean isActive(int entry, long active) {
        return (active >>> entry & 1) == 1;
    }

    private long used(long active) {
        long used = 0;
        for (int i = 0; i < amounts.size(); i++) {
            used += isActive(i, active) ? amounts.get(i) : 0;
        }
        return used;
    }
}
