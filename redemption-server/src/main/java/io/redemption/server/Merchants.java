package io.redemption.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the merchant that a request's credentials belong to. Neither the answer nor its time shows whether the merchant
 * id or the key was wrong: for an unknown id, the key is compared with a random one. Immutable and thread-safe.
 */
final class Merchants {
    private static final String SCHEME = "basic ";
    private static final int MAX_CREDENTIALS = 1024;

    private final Map<CredentialDigest, Merchant> byId = new HashMap<>();
    private final CredentialDigest nobodysKey;

    Merchants(Collection<Merchant> merchants, String nobodysKey) {
        for (Merchant merchant : merchants) {
            if (byId.putIfAbsent(CredentialDigest.of(merchant.id()), merchant) != null) {
                throw new IllegalArgumentException("merchants: the same id twice (expected: distinct ids)");
            }
        }
        this.nobodysKey = CredentialDigest.of(nobodysKey);
    }

    /** Returns the merchant of an {@code Authorization} field, or {@code null} if the field is missing or wrong. */
    @Nullable
    Merchant authenticate(@Nullable String authorization) {
        String pair = pair(authorization);
        int colon = pair.indexOf(':');
        String id = colon < 0 ? "" : pair.substring(0, colon);
        Merchant merchant = byId.get(CredentialDigest.of(id));
        CredentialDigest expected = merchant == null ? nobodysKey : merchant.key();
        boolean matches = CredentialDigest.of(pair.substring(colon + 1)).equals(expected);
        return matches ? merchant : null;
    }

    private static String pair(@Nullable String authorization) {
        if (authorization == null
                || authorization.length() > MAX_CREDENTIALS
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return "";
        }
        try {
            String encoded = authorization.substring(SCHEME.length()).strip();
            return new String(Base64.getDecoder().decode(encoded), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
