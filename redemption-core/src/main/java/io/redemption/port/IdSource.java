package io.redemption.port;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.internal.Digests;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.TransactionId;
import java.security.SecureRandom;
import java.util.Random;

/**
 * Creates attempt ids, transaction ids and other random names. Thread-safe if its generator is; {@link #secure} and
 * {@link #seeded} are.
 */
public final class IdSource {
    /** Crockford's base 32 in lower case: no two characters look alike. */
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private static final int CHARACTERS_OF_NUMBER = 12;

    private final RandomNumbers random;

    private IdSource(RandomNumbers random) {
        this.random = random;
    }

    /** Creates random numbers. */
    private interface RandomNumbers {
        long[] next(int count);
    }

    /** {@return a source that nobody can guess, for production} */
    public static IdSource secure() {
        SecureRandom random = new SecureRandom();
        // The generator hashes under a lock at each call, so it is asked once for a name.
        return new IdSource(count -> {
            byte[] bytes = new byte[Long.BYTES * count];
            random.nextBytes(bytes);
            long[] numbers = new long[count];
            for (int i = 0; i < bytes.length; i++) {
                numbers[i / Long.BYTES] = numbers[i / Long.BYTES] << Byte.SIZE | (bytes[i] & 0xff);
            }
            return numbers;
        });
    }

    /**
     * Returns a source that creates the same names in the same order for the same seed, for tests and simulations.
     *
     * @param seed any number
     * @return the source
     */
    public static IdSource seeded(long seed) {
        Random random = new Random(seed);
        return new IdSource(count -> random.longs(count).toArray());
    }

    /** {@return a new attempt id: {@code a} and 25 random characters, 125 bits} */
    public AttemptId attemptId() {
        return AttemptId.of("a" + token(25));
    }

    /**
     * Returns the transaction id of an attempt whose caller gives none. The same attempt id and redeemable give the
     * same transaction id in every process, so that an order which is prepared again after a crash is recognised.
     *
     * @param attempt the attempt's id
     * @param redeemable what is redeemed
     * @return {@code r} and 25 characters, 125 bits of SHA-256 over both
     */
    public static TransactionId transactionId(AttemptId attempt, RedeemableId redeemable) {
        return TransactionId.of("r" + derived(attempt, redeemable, 25));
    }

    /**
     * Completes a prefix to the transaction id of an attempt. The same arguments give the same id in every process.
     *
     * @param prefix the merchant's prefix
     * @param attempt the attempt's id
     * @param redeemable what is redeemed
     * @return the prefix, a dot and 16 characters, 80 bits
     */
    public static TransactionId transactionId(String prefix, AttemptId attempt, RedeemableId redeemable) {
        return TransactionId.of(prefix + "." + derived(attempt, redeemable, 16));
    }

    private static String derived(AttemptId attempt, RedeemableId redeemable, int length) {
        String content = attempt.value() + '\0' + redeemable.kind() + '\0' + redeemable.value();
        byte[] digest = Digests.sha256().digest(content.getBytes(UTF_8));
        char[] token = new char[length];
        for (int i = 0; i < length; i++) {
            int bit = 5 * i; // counted from the end of the digest
            int last = digest.length - 1 - bit / Byte.SIZE;
            int pair = ((digest[last - 1] & 0xff) << Byte.SIZE) | (digest[last] & 0xff);
            token[i] = ALPHABET[(pair >>> (bit % Byte.SIZE)) & 31];
        }
        return new String(token);
    }

    /**
     * Returns a random name.
     *
     * @param length how many characters, 5 random bits each
     * @return that many of {@code 0-9 a-z} without {@code i l o u}
     */
    public String token(int length) {
        byte[] token = new byte[length];
        long[] numbers = random.next((length + CHARACTERS_OF_NUMBER - 1) / CHARACTERS_OF_NUMBER);
        for (int i = 0; i < length; i++) {
            token[i] = (byte) ALPHABET[(int) (numbers[i / CHARACTERS_OF_NUMBER] & 31)];
            numbers[i / CHARACTERS_OF_NUMBER] >>>= 5;
        }
        return new String(token, ISO_8859_1);
    }
}
