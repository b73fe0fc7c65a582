package io.redemption.tck.history;

import io.redemption.tck.history.AccountCall.Kind;
import io.redemption.tck.history.AccountCall.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A history that is right by construction: simulated callers take turns at random, and each call has its effect in one
 * step between its invocation and its return.
 */
final class SimulatedHistory {
    private final Random random;
    private final Mix mix;
    private final long capacity;
    private final List<Long> amounts = new ArrayList<>();
    private final List<AccountCall> calls = new ArrayList<>();
    private final List<Integer> acknowledged = new ArrayList<>();
    private long active;
    private long tick;

    /**
     * What is simulated.
     *
     * @param credits how many of 10 calls take back
     * @param reads how many of 10 calls read
     * @param lost how many of 10 writes are not answered
     */
    record Mix(int callers, int calls, int credits, int reads, int lost) {}

    private SimulatedHistory(long seed, Mix mix) {
        this.random = new Random(seed);
        this.mix = mix;
        this.capacity = 1L + random.nextInt(2 * mix.callers);
    }

    static AccountHistory of(long seed, Mix mix) {
        return new SimulatedHistory(seed, mix).run();
    }

    private AccountHistory run() {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < mix.callers; i++) {
            callers.add(new Caller());
        }
        while (!callers.isEmpty()) {
            Caller caller = callers.get(random.nextInt(callers.size()));
            if (!caller.step()) {
                callers.remove(caller);
            }
        }
        return new AccountHistory(capacity, amounts, calls);
    }

    private long used() {
        long used = 0;
        for (int i = 0; i < amounts.size(); i++) {
            used += (active >>> i & 1) == 1 ? amounts.get(i) : 0;
        }
        return used;
    }

    /** A caller who makes one call after another: begins it, lets it take effect, takes the answer. */
    private final class Caller {
        private int left = mix.calls;
        private int phase;
        private Kind kind = Kind.READ;
        private int entry;
        private long invoked;
        private Result result = Result.DONE;
        private long seen;

        /** Goes one step on; false if there is nothing left to do. */
        boolean step() {
            switch (phase) {
                case 0 -> begin();
                case 1 -> takeEffect();
                default -> end();
            }
            phase = (phase + 1) % 3;
            return left > 0;
        }

        private void begin() {
            int choice = random.nextInt(10);
            kind = choice < mix.reads
                    ? Kind.READ
                    : choice < mix.reads + mix.credits && !acknowledged.isEmpty() ? Kind.CREDIT : Kind.DEBIT;
            entry = switch (kind) {
                case READ -> -1;
                case CREDIT -> acknowledged.get(random.nextInt(acknowledged.size()));
                case DEBIT -> amounts.size();
            };
            if (kind == Kind.DEBIT) {
                amounts.add(1L + random.nextInt(3));
            }
            invoked = tick++;
        }

        private void takeEffect() {
            long bit = kind == Kind.READ ? 0 : 1L << entry;
            boolean done = switch (kind) {
                case READ -> true;
                case CREDIT -> (active & bit) != 0;
                case DEBIT -> used() + amounts.get(entry) <= capacity;
            };
            result = done ? Result.DONE : Result.REFUSED;
            seen = kind == Kind.READ ? active : 0;
            boolean lost = kind != Kind.READ && random.nextInt(10) < mix.lost;
            boolean effective = done && !(lost && random.nextBoolean());
            if (effective && kind != Kind.READ) {
                active ^= bit;
            }
            result = lost ? Result.UNKNOWN : result;
        }

        private void end() {
            boolean unknown = result == Result.UNKNOWN;
            calls.add(new AccountCall(kind, entry, result, seen, invoked, unknown ? AccountCall.NEVER : tick++));
            if (kind == Kind.DEBIT && result == Result.DONE) {
                acknowledged.add(entry);
            }
            left--;
        }
    }
}
