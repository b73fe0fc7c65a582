package io.redemption.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a raw query. */
final class QueryFields {
    private static final int MAX_QUERY = 8192;
    private static final int MAX_PARAMETERS = 64;

    private QueryFields() {}

    /**
     * Returns the parameters of these names and ignores others, readable or not. The last of a repeated one counts, as
     * in PHP, for which the vendor's clients are written.
     */
    static Fields of(@Nullable String rawQuery, @Nullable String... names) {
        Map<String, Json> found = new LinkedHashMap<>();
        String[] pairs = rawQuery == null || rawQuery.isEmpty() ? new String[0] : rawQuery.split("&", -1);
        if ((rawQuery != null && rawQuery.length() > MAX_QUERY) || pairs.length > MAX_PARAMETERS) {
            throw new UnreadableBodyException(
                    "query", "at most " + MAX_QUERY + " characters and " + MAX_PARAMETERS + " parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = PercentCoding.decodeForm(equals < 0 ? pair : pair.substring(0, equals));
            String value = PercentCoding.decodeForm(equals < 0 ? "" : pair.substring(equals + 1));
            if (name != null && Arrays.asList(names).contains(name)) {
                if (value == null) {
                    throw new UnreadableBodyException("query." + name, "percent-encoded UTF-8");
                }
                found.put(name, new Json.JsonString(value));
            }
        }
        return Fields.of("query", new Json.JsonObject(found));
    }
}
