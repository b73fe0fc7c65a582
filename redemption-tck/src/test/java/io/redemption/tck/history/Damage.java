package io.redemption.tck.history;

import io.redemption.tck.history.AccountCall.Kind;
import io.redemption.tck.history.AccountCall.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Makes a right history provably wrong, as issuers are wrong. Each kind says why no order can explain its result. A
 * history to which it does not apply is not changed.
 */
enum Damage {
    /**
     * A refused debit is reported as done, in a history without credits and lost answers. Used capacity then only
     * grows, so at the end all debits that are done come to more than the capacity.
     */
    OVER_LIMIT(new SimulatedHistory.Mix(4, 5, 0, 2, 0)) {
        @Override
        Optional<AccountHistory> applyTo(AccountHistory history, Random random) {
            return one(history, random, call -> call.kind() == Kind.DEBIT && call.result() == Result.REFUSED)
                    .map(call -> replaced(history, call, with(call, Result.DONE, 0)));
        }
    },
    /** A read misses an entry that was acknowledged before it began and that nobody ever takes back. */
    STALE_READ(new SimulatedHistory.Mix(4, 5, 2, 4, 1)) {
        @Override
        Optional<AccountHistory> applyTo(AccountHistory history, Random random) {
            List<AccountHistory> damaged = new ArrayList<>();
            for (AccountCall read : calls(history, call -> call.kind() == Kind.READ)) {
                for (AccountCall debit : calls(history, call -> isDone(Kind.DEBIT, call))) {
                    boolean kept = calls(history, isCreditOf(debit.entry())).isEmpty();
                    if (debit.returned() < read.invoked() && kept) {
                        damaged.add(
                                replaced(history, read, with(read, Result.DONE, read.seen() & ~(1L << debit.entry()))));
                    }
                }
            }
            return any(damaged, random);
        }
    },
    /** Two credits of one entry are done, though one debit makes an entry once. */
    DOUBLE_GIVE_BACK(new SimulatedHistory.Mix(4, 5, 4, 1, 1)) {
        @Override
        Optional<AccountHistory> applyTo(AccountHistory history, Random random) {
            List<AccountHistory> damaged = new ArrayList<>();
            for (AccountCall refused :
                    calls(history, call -> call.kind() == Kind.CREDIT && call.result() == Result.REFUSED)) {
                if (!calls(history, isCreditOf(refused.entry()).and(call -> isDone(Kind.CREDIT, call)))
                        .isEmpty()) {
                    damaged.add(replaced(history, refused, with(refused, Result.DONE, 0)));
                }
            }
            return any(damaged, random);
        }
    },
    /** A read returns an entry that was reversed before it began, or whose debit was refused or began after its end. */
    RESURRECTED(new SimulatedHistory.Mix(4, 5, 3, 3, 1)) {
        @Override
        Optional<AccountHistory> applyTo(AccountHistory history, Random random) {
            List<AccountHistory> damaged = new ArrayList<>();
            for (AccountCall read : calls(history, call -> call.kind() == Kind.READ)) {
                for (AccountCall other : history.calls()) {
                    boolean gone = isDone(Kind.CREDIT, other) && other.returned() < read.invoked();
                    boolean neverThere = other.kind() == Kind.DEBIT
                            && (other.result() == Result.REFUSED || read.returned() < other.invoked());
                    if (gone || neverThere) {
                        damaged.add(
                                replaced(history, read, with(read, Result.DONE, read.seen() | 1L << other.entry())));
                    }
                }
            }
            return any(damaged, random);
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // A record of numbers is immutable.
    private final SimulatedHistory.Mix mix;

    Damage(SimulatedHistory.Mix mix) {
        this.mix = mix;
    }

    /** Returns the damaged history, if this kind applies to it. */
    abstract Optional<AccountHistory> applyTo(AccountHistory history, Random random);

    /** The simulation in which this kind often applies. */
    SimulatedHistory.Mix mix() {
        return mix;
    }

    private static boolean isDone(Kind kind, AccountCall call) {
        return call.kind() == kind && call.result() == Result.DONE;
    }

    private static Predicate<AccountCall> isCreditOf(int entry) {
        return call -> call.kind() == Kind.CREDIT && call.entry() == entry;
    }

    private static List<AccountCall> calls(AccountHistory history, Predicate<AccountCall> which) {
        return history.calls().stream().filter(which).toList();
    }

    private static Optional<AccountCall> one(AccountHistory history, Random random, Predicate<AccountCall> which) {
        return any(calls(history, which), random);
    }

    private static <T> Optional<T> any(List<T> candidates, Random random) {
        return candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.get(random.nextInt(candidates.size())));
    }

    private static AccountCall with(AccountCall call, Result result, long seen) {
        return new AccountCall(call.kind(), call.entry(), result, seen, call.invoked(), call.returned());
    }

    private static AccountHistory replaced(AccountHistory history, AccountCall before, AccountCall after) {
        List<AccountCall> calls = new ArrayList<>(history.calls());
        calls.set(calls.indexOf(before), after);
        return new AccountHistory(history.capacity(), history.amounts(), calls);
    }
}
