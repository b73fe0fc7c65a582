package io.redemption.reliability.hostile;

import java.util.List;
import java.util.Random;

/** Ids and other texts that mean to become structure: of a path, a head, a body or a log line. */
final class HostileTexts {
    private static final List<String> PIECES = List.of(
            "..",
            ".",
            "...",
            "/",
            "\\",
            "%2e",
            "%2E%2e",
            "%252e",
            "%2f",
            "%5c",
            "%00",
            "%0d%0a",
            "%c0%ae",
            "%u002e",
            "..;",
            ";",
            "?",
            "#",
            "&",
            "=",
            "+",
            "*",
            "@",
            ":",
            "//",
            "\r\n",
            "\n",
            "\r",
            "\t",
            " ",
            "\u0000",
            "\u0001",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u00e9",
            "\u200b",
            "\u200d",
            "\u202e",
            "\u2028",
            "\u2066",
            "\ufeff",
            "\uff0e",
            "\uff0f",
            "\u2024",
            "\u2215",
            "\ud800",
            "\udc00",
            "\ud83d\ude00",
            "e\u0301",
            "validate",
            "redemptions",
            "verifycredentials",
            "coupons",
            "a",
            "Z",
            "0",
            "~",
            "_",
            "-",
            "cpn-1502288320598b19c0d59fd",
            "HTTP/1.1",
            "Host: evil.example",
            "GET / HTTP/1.1",
            "Content-Length: 0",
            "Transfer-Encoding: chunked",
            "\"",
            "'",
            "\\u0022",
            "\"}",
            "{\"user_id\":\"x\"}",
            "<script>",
            "${jndi:ldap://x}",
            "http://evil.example/",
            "//evil.example",
            "\u001b[31m",
            "x".repeat(127),
            "y".repeat(128),
            "z".repeat(300));

    private final Random random;

    HostileTexts(long seed) {
        this.random = new Random(seed);
    }

    /** The text of a number: each piece alone first, then some put together. */
    String at(int number) {
        if (number < PIECES.size()) {
            return PIECES.get(number);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            text.append(
                    random.nextInt(4) == 0
                            ? String.valueOf((char) random.nextInt(0x3000))
                            : PIECES.get(random.nextInt(PIECES.size())));
        }
        return random.nextInt(8) == 0 ? harmless(text.toString()) : text.toString();
    }

    /** What is left of a text when all that no id may hold is taken out: reserved words and odd dots, but an id. */
    private static String harmless(String text) {
        String id = text.replaceAll("[^A-Za-z0-9._~-]", "");
        return id.isEmpty() ? "a" : id.substring(0, Math.min(id.length(), 128));
    }
}
