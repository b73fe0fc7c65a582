package io.redemption.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A few named texts in one column, as {@code name=value&name=value}. What is not a letter, a digit or one of {@code . _
 * ~ -} is written as {@code %} and four hexadecimal digits of its UTF-16 unit, so that any text is kept exactly, in any
 * database.
 */
final class StoredFields {
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Adds a field; an absent one is left out. */
    StoredFields put(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
        return this;
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /** Returns a field that was written always. */
    String require(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("journal: a stored text without the field " + name);
        }
        return value;
    }

    Map<String, String> all() {
        return values;
    }

    String text() {
        StringBuilder out = new StringBuilder();
        values.forEach((name, value) -> out.append(out.isEmpty() ? "" : "&")
                .append(escaped(name))
                .append('=')
                .append(escaped(value)));
        return out.toString();
    }

    static StoredFields read(String text) {
        StoredFields fields = new StoredFields();
        for (String field : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = field.indexOf('=');
            fields.values.put(unescaped(field.substring(0, equals)), unescaped(field.substring(equals + 1)));
        }
        return fields;
    }

    static String escaped(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || c == '.' || c == '_' || c == '~' || c == '-') {
                out.append(c);
            } else {
                out.append(String.format("%%%04x", (int) c));
            }
        }
        return out.toString();
    }

    static String unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
