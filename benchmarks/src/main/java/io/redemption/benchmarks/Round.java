package io.redemption.benchmarks;

/**
 * What one round of a worker took.
 *
 * @param perSecond calls a second
 * @param processor microseconds of processor time a call, of the whole process
 * @param bytes bytes allocated a call
 */
record Round(double perSecond, double processor, double bytes) {
    /** Reads the answer of {@link LoadWorker} to {@code run}. */
    static Round of(int calls, long[] answer) {
        return new Round(calls * 1e9 / answer[0], answer[1] / 1e3 / calls, (double) answer[2] / calls);
    }
}
