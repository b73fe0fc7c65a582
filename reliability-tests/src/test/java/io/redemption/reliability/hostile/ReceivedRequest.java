package io.redemption.reliability.hostile;

import java.util.Locale;

/**
 * One request as it came. Immutable.
 *
 * @param head request line and header fields with the empty line, one character for each octet
 * @param body what followed, one character for each octet
 */
record ReceivedRequest(String head, String body) {
    /** The length of the body that a head announces; 0 if it announces none. */
    static int length(String head) {
        String value = field(head, "content-length");
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    /** The value of a header field, or an empty text. */
    String field(String name) {
        return field(head, name);
    }

    private static String field(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }
}
