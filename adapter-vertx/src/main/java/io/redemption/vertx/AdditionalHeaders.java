package io.redemption.vertx;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.events.RequestHeaders;
import io.redemption.internal.Checks;
import io.redemption.internal.calls.CallScope;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that the platform adds to requests. None of them can replace a field of the library or change where
 * a request ends, and nothing that their source throws stops a send. Thread-safe.
 */
final class AdditionalHeaders {
    static final int MAX_FIELDS = 16;
    static final int MAX_VALUE = 4096;
    private static final int MAX_NAME = 64;

    /** What RFC 9110 allows in the name of a field besides letters and digits. */
    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    /** In lower case: the fields of {@link HttpRequestSpec}, of the message's frame, and of who sends it. */
    private static final Set<String> RESERVED = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "cache-control",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "host",
            "idempotency-key",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "range",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private final RequestHeaders source;
    private final RedemptionListener listener;

    private AdditionalHeaders(RequestHeaders source, RedemptionListener listener) {
        this.source = source;
        this.listener = listener;
    }

    /** Returns the fields of a source; {@code null} without one. */
    static @Nullable AdditionalHeaders of(@Nullable RequestHeaders source, RedemptionListener listener) {
        return source == null ? null : new AdditionalHeaders(source, listener);
    }

    /**
     * Returns the fields of one request; none if the source throws.
     *
     * @param own the call of the port
     * @param scope the call of {@code Redemptions} that it serves, if there is one
     */
    Map<String, String> of(RedemptionCall own, @Nullable CallScope scope) {
        RedemptionCall served = scope == null ? null : scope.call();
        RedemptionCall call = served == null ? own : served;
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try {
            CallScope.run(scope, () -> source.addTo(call, (name, value) -> add(fields, name, value)));
        } catch (Throwable ofTheSource) {
            listener.componentFailed(new ComponentFailed(
                    Component.REQUEST_HEADERS, ofTheSource.getClass().getName()));
            return Map.of();
        }
        return Map.copyOf(fields);
    }

    private static void add(Map<String, String> fields, String name, String value) {
        Checks.required("name", name);
        Checks.required("value", value);
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "name of a header field: " + name.length() + " characters (expected: a token of RFC 9110)");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(name + ": reserved (expected: a field that the library does not set)");
        }
        if (!isValue(value)) {
            // The value may be a secret.
            throw new IllegalArgumentException(name + ": a value of " + value.length() + " characters (expected: 1 to "
                    + MAX_VALUE + " characters of visible ASCII, spaces and tabs only within)");
        }
        if (fields.size() == MAX_FIELDS && !fields.containsKey(name)) {
            throw new IllegalArgumentException(
                    "header fields: more than " + MAX_FIELDS + " (expected: up to " + MAX_FIELDS + ")");
        }
        fields.put(name, value);
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME
                && name.chars().allMatch(c -> isLetterOrDigit(c) || TOKEN.indexOf(c) >= 0);
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isValue(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_VALUE
                && isVisible(value.charAt(0))
                && isVisible(value.charAt(value.length() - 1))
                && value.chars().allMatch(c -> isVisible(c) || c == ' ' || c == '\t');
    }

    private static boolean isVisible(int c) {
        return c > ' ' && c <= '~';
    }
}
