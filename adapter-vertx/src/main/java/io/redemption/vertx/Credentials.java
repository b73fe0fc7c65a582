package io.redemption.vertx;

import io.redemption.internal.Checks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * A merchant's id and API key, sent with every request as HTTP Basic. {@link #toString} hides both; the failure
 * {@code NOT_AUTHORISED} names the id. Immutable and thread-safe.
 */
public final class Credentials {
    private static final int MAX_LENGTH = 256;

    /** The value of the header field, encoded once, because it is the same for every request. */
    private final String authorization;

    private final String merchantId;

    private Credentials(String merchantId, String apiKey) {
        String pair = checked("merchant id", merchantId) + ":" + checked("API key", apiKey);
        if (merchantId.indexOf(':') >= 0) {
            throw new IllegalArgumentException("merchant id: " + Checks.mask(merchantId)
                    + " (expected: no colon, which ends the user name in HTTP Basic)");
        }
        this.merchantId = merchantId;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Creates the credentials of a merchant.
     *
     * @param merchantId 1 to 256 visible ASCII characters, no colon
     * @param apiKey 1 to 256 visible ASCII characters
     * @return the credentials
     * @throws IllegalArgumentException if one of them is not such a text; the message shows its length only
     */
    public static Credentials of(String merchantId, String apiKey) {
        return new Credentials(merchantId, apiKey);
    }

    /** {@return the value of the {@code Authorization} header field} */
    String authorization() {
        return authorization;
    }

    /** {@return the merchant's id, which is no secret} */
    String merchantId() {
        return merchantId;
    }

    private static String checked(String name, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    name + ": " + Checks.mask(value) + " (expected: 1 to " + MAX_LENGTH + " visible ASCII characters)");
        }
        return value;
    }

    /** {@return whether the other object has the same id and key} */
    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials that
                && MessageDigest.isEqual(
                        authorization.getBytes(StandardCharsets.US_ASCII),
                        that.authorization.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int hashCode() {
        return authorization.hashCode();
    }

    /** {@return the type's name alone} */
    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
