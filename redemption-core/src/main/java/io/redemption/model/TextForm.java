package io.redemption.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The short text form of an attempt or a ticket: a tag with a version, the fields in base64url, a checksum. It fits
 * into a text column of 4,000 characters, and a cut or altered one is recognised.
 */
final class TextForm {
    private static final Pattern ESCAPE = Pattern.compile("%(2[56]|3d|ud[89a-f][0-9a-f]{2})?");

    private final String tag;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private TextForm(String tag) {
        this.tag = tag;
    }

    static TextForm writing(String tag) {
        return new TextForm(tag);
    }

    /** Adds a field; an absent one is left out. */
    TextForm put(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
        return this;
    }

    String text() {
        StringBuilder plain = new StringBuilder();
        fields.forEach((name, value) -> plain.append(plain.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(escaped(value)));
        String body = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.toString().getBytes(UTF_8));
        return tag + "." + body + "." + checksum(body);
    }

    static TextForm reading(String tag, String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(tag)) {
            throw unreadable(tag, "three parts, the first of them " + tag);
        }
        if (!parts[2].equals(checksum(parts[1]))) {
            throw unreadable(tag, "the whole text as it was encoded, but its checksum differs: cut or altered");
        }
        TextForm form = new TextForm(tag);
        String plain =
                new String(form.read("base64url", () -> Base64.getUrlDecoder().decode(parts[1])), UTF_8);
        for (String field : plain.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                throw unreadable(tag, "fields of a name and a value");
            }
            String earlier = form.fields.put(field.substring(0, equals), unescaped(tag, field.substring(equals + 1)));
            if (earlier != null) {
                throw unreadable(tag, "each field once");
            }
        }
        return form;
    }

    String get(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw unreadable(tag, "a field " + name);
        }
        return value;
    }

    /** Reads a field that must be there. */
    <T> T get(String name, Function<String, T> reader) {
        String value = get(name);
        return read("a readable field " + name, () -> reader.apply(value));
    }

    /** Reads a field that may be absent. */
    <T> @Nullable T find(String name, Function<String, T> reader) {
        return fields.containsKey(name) ? get(name, reader) : null;
    }

    /** Runs a reader. The message of what it throws is dropped, because it may hold the text. */
    <T> T read(String expected, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException | DateTimeException unread) {
            throw unreadable(tag, expected);
        }
    }

    /**
     * Escapes the separators of fields, and lone surrogates, which UTF-8 cannot encode, so that a value is read as it
     * was written.
     */
    private static String escaped(String value) {
        StringBuilder out = new StringBuilder(value.length());
        value.codePoints().forEach(c -> {
            boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (lone) {
                out.append("%u").append(Integer.toHexString(c));
            } else if (c == '%' || c == '&' || c == '=') {
                out.append('%').append(Integer.toHexString(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static String unescaped(String tag, String value) {
        Matcher escapes = ESCAPE.matcher(value);
        StringBuilder out = new StringBuilder(value.length());
        while (escapes.find()) {
            String digits = escapes.group(1);
            if (digits == null) {
                throw unreadable(tag, "percent signs that escape something");
            }
            char escaped = (char) Integer.parseInt(digits.replace("u", ""), 16);
            escapes.appendReplacement(out, Matcher.quoteReplacement(String.valueOf(escaped)));
        }
        return escapes.appendTail(out).toString();
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(UTF_8));
        return String.format("%08x", crc.getValue());
    }

    private static IllegalArgumentException unreadable(String tag, String expected) {
        return new IllegalArgumentException("encoded text: not readable as " + tag + " (expected: " + expected + ")");
    }
}
