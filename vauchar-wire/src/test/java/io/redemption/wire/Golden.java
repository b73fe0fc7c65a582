package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Golden files, and bodies as text that can be compared with them: every field, every type, in order. */
final class Golden {
    private Golden() {}

    static byte[] bytes(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("golden file: " + name + " (expected: a file that exists)");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return compact(new String(bytes(name), UTF_8));
    }

    static String text(byte[] body) {
        return new String(body, UTF_8);
    }

    /** The same JSON without white space between its tokens. */
    static String compact(String json) {
        StringBuilder out = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean escaped = quoted && c == '\\';
            quoted = (c == '"') != quoted;
            if (quoted || !Character.isWhitespace(c)) {
                out.append(c);
            }
            if (escaped) {
                out.append(json.charAt(++i));
            }
        }
        return out.toString();
    }
}
