package io.redemption.server;

import io.redemption.model.Freshness;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads a request's cache directives (RFC 9111, 5.2.1). They apply to the cache between a gateway and its issuer. The
 * age of its entries is not known here, only that it is at most {@value #MAX_AGE_SECONDS} seconds.
 */
final class CacheDirectives {
    /** The longest time for which our cache can be configured to use an answer, in seconds. */
    static final long MAX_AGE_SECONDS = 86_400;

    private CacheDirectives() {}

    /**
     * Returns whether the issuer has to be asked.
     *
     * @param cacheControl all fields of the name {@code Cache-Control}
     * @param pragma all fields of the name {@code Pragma}, used only if there is no {@code Cache-Control} (5.4)
     * @return {@link Freshness#FROM_ISSUER} for {@code no-cache}, {@code no-store}, a {@code max-age} that is shorter
     *     than an answer may be old or cannot be read, and for any {@code min-fresh}
     */
    static Freshness freshness(List<String> cacheControl, List<String> pragma) {
        if (cacheControl.isEmpty() && pragma.isEmpty()) {
            return Freshness.CACHED_OK;
        }
        boolean fresh = cacheControl.isEmpty()
                ? directives(pragma).anyMatch(directive -> directive.equals("no-cache"))
                : directives(cacheControl).anyMatch(CacheDirectives::demandsIssuer);
        return fresh ? Freshness.FROM_ISSUER : Freshness.CACHED_OK;
    }

    private static Stream<String> directives(List<String> fields) {
        return fields.stream()
                .flatMap(field -> Stream.of(field.split(",", -1)))
                .map(directive -> directive.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean demandsIssuer(String directive) {
        int equals = directive.indexOf('=');
        String name = (equals < 0 ? directive : directive.substring(0, equals)).strip();
        return switch (name) {
            case "no-cache", "no-store", "min-fresh" -> true;
            case "max-age" -> isShort(equals < 0 ? "" : directive.substring(equals + 1));
            default -> false;
        };
    }

    private static boolean isShort(String seconds) {
        String digits = seconds.replace("\"", "").strip();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return true;
        }
        return digits.length() < 10 && Long.parseLong(digits) < MAX_AGE_SECONDS;
    }
}
