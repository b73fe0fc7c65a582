package io.redemption;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The short text form of an attempt or a ticket: a tag with a version, the fields in base64url, a checksum. It fits into
 * any text column of at least 4,000 characters, and a cut or altered one is recognised.
 */
final class TextForm {
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
                .append(URLEncoder.encode(value, UTF_8)));
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
        String plain = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        for (String field : plain.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                throw unreadable(tag, "fields of a name and a value");
            }
            form.fields.put(field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), UTF_8));
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

    <T> @Nullable T find(String name, Function<String, T> reader) {
        String value = fields.get(name);
        return value == null ? null : reader.apply(value);
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
