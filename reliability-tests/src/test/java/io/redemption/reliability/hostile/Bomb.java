package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer that costs its sender little and its reader, if the reader lets it, everything. What has no end goes on
 * until the victim hangs up.
 */
interface Bomb {
    String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    String ITEM = "{\"id\":\"r1\",\"user_id\":\"u\",\"transaction_id\":\"t\",\"value_used\":1,\"created\":1}";
    int BLOCK = 16_384;
    Pattern NAMED = Pattern.compile("bomb-([A-Z_]+)-");

    /** Which call sets it off. */
    enum Fuse {
        REDEEM,
        HISTORY,
        SEARCH,
        LOOKUP,
        LOOKUP_CODE
    }

    /** Writes the answer. */
    interface Charge {
        void explode(HostileConnection line) throws IOException;
    }

    /** Returns all bombs, in the order in which the victim sets them off. */
    static List<Bomb> all() {
        return Stream.<Bomb[]>of(HttpBomb.values(), JsonBomb.values(), ListBomb.values())
                .flatMap(Stream::of)
                .toList();
    }

    String name();

    Fuse fuse();

    void explode(HostileConnection line) throws IOException;

    /** An id or a code that asks for this bomb. */
    default String name(int number) {
        return "bomb-" + name() + "-" + number;
    }

    /**
     * Answers a request with the bomb that its line names; a search for a code is first answered with a path that does
     * not exist.
     */
    static void answer(ReceivedRequest heard, HostileConnection line) throws IOException {
        Matcher named = NAMED.matcher(heard.head());
        if (!named.find()) {
            throw new IOException("no bomb");
        }
        if (heard.head().toLowerCase(Locale.ROOT).startsWith("get /validate")) {
            line.say("HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        Bomb bomb = all().stream()
                .filter(each -> each.name().equals(named.group(1)))
                .findFirst()
                .orElseThrow();
        bomb.explode(line);
        line.dawdle(Duration.ofMinutes(1));
    }

    /** Writes a block until the victim hangs up. */
    static void flood(HostileConnection line, String block) throws IOException {
        byte[] octets = block.getBytes(ISO_8859_1);
        while (true) {
            line.say(octets);
        }
    }
}
