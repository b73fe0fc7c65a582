package io.redemption;

import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Makes attempt ids, transaction ids and other random names. Thread-safe if its generator is; {@link #secure} and
 * {@link #seeded} are.
 */
public final class IdSource {
    /** Crockford's base 32 in lower case: no two characters look alike. */
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private final RandomGenerator random;

    private IdSource(RandomGenerator random) {
        this.random = random;
    }

    /** {@return a source that nobody can guess, for production} */
    public static IdSource secure() {
        return new IdSource(new SecureRandom());
    }

    /**
     * A source that makes the same names in the same order for the same seed, for tests and simulations.
     *
     * @param seed any number
     * @return the source
     */
    public static IdSource seeded(long seed) {
        return new IdSource(new Random(seed));
    }

    /** {@return a new attempt id: {@code a} and 25 random characters, 125 bits} */
    public AttemptId attemptId() {
        return AttemptId.of("a" + token(25));
    }

    /** {@return a new transaction id: {@code r} and 25 random characters, 125 bits} */
    public TransactionId transactionId() {
        return TransactionId.of("r" + token(25));
    }

    /**
     * Completes a prefix to a unique transaction id.
     *
     * @param prefix what the merchant wants to see in front
     * @return the prefix, a dot and 16 random characters, 80 bits
     */
    public TransactionId transactionId(String prefix) {
        return TransactionId.of(prefix + "." + token(16));
    }

    /**
     * A random name.
     *
     * @param length how many characters, 5 random bits each
     * @return that many of {@code 0-9 a-z} without {@code i l o u}
     */
    public String token(int length) {
        char[] token = new char[length];
        long bits = 0;
        for (int i = 0; i < length; i++) {
            if (i % 12 == 0) {
                bits = random.nextLong();
            }
            token[i] = ALPHABET[(int) (bits & 31)];
            bits >>>= 5;
        }
        return new String(token);
    }
}
