package io.redemption.benchmarks;

/**
 * How long to measure.
 *
 * @param warmUpCalls calls of each HTTP contender before the first round; compilers are done after some 100,000
 * @param rounds rounds of each HTTP contender
 * @param calls calls of each round
 * @param rate calls a second at the steady rate
 * @param pacedSeconds seconds at the steady rate
 * @param jmhSeconds seconds of warm-up, and of measurement, of each in-process benchmark
 */
record Scale(int warmUpCalls, int rounds, int calls, int rate, int pacedSeconds, int jmhSeconds) {
    static final Scale FULL = new Scale(150_000, 9, 20_000, 1000, 10, 5);
    static final Scale QUICK = new Scale(20_000, 3, 5_000, 500, 2, 3);

    /** Enough to see that everything runs; the figures say nothing. */
    static final Scale SMOKE = new Scale(200, 2, 200, 100, 1, 1);
}
