package io.redemption.tck.history;

import io.redemption.tck.history.AccountCall.Kind;
import io.redemption.tck.history.AccountCall.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records calls on one redeemable: open a call before it is made, close it after it is answered. Entries are identified
 * by labels, for example transaction ids. Thread-safe.
 *
 * <p>A call that is never closed counts as unknown. A call that certainly was not executed is dropped by
 * {@link Call#notExecuted}.
 */
public final class AccountRecorder {
    private final long capacity;
    private final List<Call> calls = new ArrayList<>();
    private long tick;

    /**
     * Creates a recorder without calls.
     *
     * @param capacity how much all active entries may come to
     */
    public AccountRecorder(long capacity) {
        this.capacity = capacity;
    }

    /**
     * Opens a debit.
     *
     * @param label the label of its entry; never used for another debit
     * @param amount how much it takes
     * @return the open call
     */
    public Call debit(String label, long amount) {
        return open(Kind.DEBIT, label, amount);
    }

    /**
     * Opens a credit.
     *
     * @param label the label of the debit to reverse
     * @return the open call
     */
    public Call credit(String label) {
        return open(Kind.CREDIT, label, 0);
    }

    /** {@return an open read} */
    public Call read() {
        return open(Kind.READ, "", 0);
    }

    private synchronized Call open(Kind kind, String label, long amount) {
        Call call = new Call(kind, label, amount, tick++);
        calls.add(call);
        return call;
    }

    /**
     * Returns what was recorded so far. A read that was not answered is left out.
     *
     * @return the history
     * @throws IllegalStateException if two debits have the same label
     */
    public synchronized AccountHistory history() {
        Map<String, Integer> entries = new HashMap<>();
        List<Long> amounts = new ArrayList<>();
        for (Call call : calls) {
            if (call.kind == Kind.DEBIT) {
                if (entries.put(call.label, amounts.size()) != null) {
                    throw new IllegalStateException("label: " + call.label + " (expected: one debit for each label)");
                }
                amounts.add(call.amount);
            }
        }
        List<AccountCall> recorded = calls.stream()
                .filter(call -> !call.dropped && (call.kind != Kind.READ || call.returned != AccountCall.NEVER))
                .map(call -> call.recorded(entries))
                .toList();
        return new AccountHistory(capacity, amounts, recorded);
    }

    /** A call in progress. Closed at most once. Thread-safe. */
    public final class Call {
        private final Kind kind;
        private String label;
        private final long amount;
        private final long invoked;
        private long returned = AccountCall.NEVER;
        private Result result = Result.UNKNOWN;
        private List<String> seen = List.of();
        private boolean dropped;

        private Call(Kind kind, String label, long amount, long invoked) {
            this.kind = kind;
            this.label = label;
            this.amount = amount;
            this.invoked = invoked;
        }

        /** Records that the entry is redeemed or reversed. */
        public void done() {
            close(Result.DONE, List.of());
        }

        /**
         * Records that the entry is redeemed under a label that the answer reported.
         *
         * @param reported the label from now on
         */
        public void done(String reported) {
            synchronized (AccountRecorder.this) {
                label = reported;
                close(Result.DONE, List.of());
            }
        }

        /** Records that the call was refused and nothing changed. */
        public void refused() {
            close(Result.REFUSED, List.of());
        }

        /**
         * Records the active entries that a read returned.
         *
         * @param labels their labels, in any order
         */
        public void saw(Collection<String> labels) {
            close(Result.DONE, List.copyOf(labels));
        }

        /** Drops the call, which certainly had no effect and shows nothing about the account. */
        public void notExecuted() {
            synchronized (AccountRecorder.this) {
                dropped = true;
            }
        }

        private void close(Result outcome, List<String> labels) {
            synchronized (AccountRecorder.this) {
                result = outcome;
                seen = labels;
                returned = tick++;
            }
        }

        private AccountCall recorded(Map<String, Integer> entries) {
            int entry = kind == Kind.READ ? -1 : entries.getOrDefault(label, AccountHistory.PHANTOM);
            return new AccountCall(kind, entry, result, mask(entries), invoked, returned);
        }

        /** Returns the entries as bits. A label without a debit, and one that is reported twice, are phantoms. */
        private long mask(Map<String, Integer> entries) {
            Set<String> reported = new HashSet<>();
            long mask = 0;
            for (String each : seen) {
                mask |= 1L
                        << (reported.add(each)
                                ? entries.getOrDefault(each, AccountHistory.PHANTOM)
                                : AccountHistory.PHANTOM);
            }
            return mask;
        }
    }
}
