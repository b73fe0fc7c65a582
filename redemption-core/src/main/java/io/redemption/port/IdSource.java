package io.redemption.port;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.internal.Digests;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.TransactionId;
import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Creates attempt ids, transaction ids and other random names. Thread-safe if its generator is; {@link #secure} and
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
        SecureRandom random = new SecureRandom();
        return new IdSource(random);
    }

    /**
     * Returns a source that creates the same names in the same order for the same seed, for tests and simulations.
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
        if (random instanceof SecureRandom secure) {
            return secureToken(secure, length);
        }
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

    /** Asks the generator once, because it takes a lock and a call of the system each time. */
    private static String secureToken(SecureRandom random, int length) {
        byte[] bytes = new byte[(5 * length + Byte.SIZE - 1) / Byte.SIZE];
        random.nextBytes(bytes);
        byte[] token = new byte[length];
        int bits = 0;
        int have = 0;
        int next = 0;
        for (int i = 0; i < length; i++) {
            if (have < 5) {
                bits |= (bytes[next++] & 0xff) << have;
                have += Byte.SIZE;
            }
            token[i] = (byte) ALPHABET[bits & 31];
            bits >>>= 5;
            have -= 5;
        }
        return new String(token, ISO_8859_1);
    }
}
