package io.redemption.reliability.claims;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Takes every byte of every kind of answer as the place to cut it at. To be used on one event loop. */
final class Cuts {
    private static final class Sweep {
        private final BitSet cutAt = new BitSet();
        private int shortest = Integer.MAX_VALUE;

        private int percent() {
            return cutAt.get(0, shortest).cardinality() * 100 / shortest;
        }
    }

    private final Map<String, Sweep> sweeps = new HashMap<>();
    private final Random random;

    Cuts(long seed) {
        this.random = new Random(seed);
    }

    /** Where to cut next: at any place that is new, as long as there is one. */
    int next(String what, int length) {
        Sweep sweep = sweeps.computeIfAbsent(what, unseen -> new Sweep());
        int any = random.nextInt(length + 1);
        int later = sweep.cutAt.nextClearBit(any);
        int first = sweep.cutAt.nextClearBit(0);
        int at = later <= length ? later : first <= length ? first : any;
        sweep.cutAt.set(at);
        sweep.shortest = Math.min(sweep.shortest, length);
        return at;
    }

    /** How many different places there were. */
    int places() {
        return sweeps.values().stream()
                .mapToInt(sweep -> sweep.cutAt.cardinality())
                .sum();
    }

    /**
     * The percentage of its bytes at which that success was cut that was cut at fewest.
     *
     * @param kinds how many kinds of successes there must be
     */
    int leastPercent(int kinds) {
        int[] percents = sweeps.entrySet().stream()
                .filter(sweep ->
                        sweep.getKey().endsWith(" 200") || sweep.getKey().endsWith(" 201"))
                .mapToInt(sweep -> sweep.getValue().percent())
                .sorted()
                .toArray();
        return percents.length < kinds ? 0 : percents[0];
    }
}
