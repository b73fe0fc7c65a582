package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Answers that cost their sender little and their reader, if he lets them, everything. What has no end goes on until
 * the victim hangs up.
 */
enum Bomb {
    ENDLESS_BODY(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(OK + "\r\n");
            flood(line, " ".repeat(BLOCK));
        }
    },
    ENDLESS_BODY_OF_A_REFUSAL(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say("HTTP/1.1 400 No\r\n\r\n");
            flood(line, " ".repeat(BLOCK));
        }
    },
    ENORMOUS_LENGTH(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(OK + "Content-Length: 9223372036854775807\r\n\r\n");
            flood(line, "x".repeat(BLOCK));
        }
    },
    ENDLESS_CHUNKS(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(CHUNKED);
            flood(line, "4000\r\n" + " ".repeat(0x4000) + "\r\n");
        }
    },
    TINY_CHUNKS(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(CHUNKED);
            flood(line, "1\r\n \r\n".repeat(2000));
        }
    },
    CHUNK_EXTENSIONS(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(CHUNKED + "1;");
            flood(line, "x".repeat(BLOCK));
        }
    },
    TRAILERS(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(CHUNKED + "2\r\n{}\r\n0\r\n");
            flood(line, "X-Trailer: x\r\n".repeat(1000));
        }
    },
    HEADERS(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(OK);
            flood(line, "X-Header: x\r\n".repeat(1000));
        }
    },
    ENDLESS_HEADER(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(OK + "X-Header: ");
            flood(line, "x".repeat(BLOCK));
        }
    },
    ENDLESS_STATUS_LINE(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say("HTTP/1.1 200 ");
            flood(line, "O".repeat(BLOCK));
        }
    },
    INTERIM_ANSWERS(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            flood(line, "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1000));
        }
    },
    UNKNOWN_INTERIM_ANSWERS(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            flood(line, "HTTP/1.1 102 Processing\r\n\r\n".repeat(1000));
        }
    },
    PACKED_BODY(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            byte[] packed = Packed.BODY;
            line.say(OK + "Content-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n");
            line.say(packed);
        }
    },
    DRIPPING_BODY(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(OK + "Content-Length: 100000\r\n\r\n");
            drip(line);
        }
    },
    DRIPPING_HEAD(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(OK + "X-Header: ");
            drip(line);
        }
    },
    SILENCE(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.dawdle(Duration.ofMinutes(1));
        }
    },
    DEEP_JSON(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(Answer.response(200, "[".repeat(1_000_000)));
        }
    },
    DEEP_OBJECTS(Fuse.LOOKUP) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(Answer.response(200, "{\"a\":".repeat(200_000)));
        }
    },
    WIDE_JSON(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(Answer.response(200, "[" + "[],".repeat(349_000) + "0]"));
        }
    },
    MANY_NAMES(Fuse.LOOKUP) {
        @Override
        void explode(HostileConnection line) throws IOException {
            StringBuilder names = new StringBuilder("{");
            for (int i = 0; names.length() < 1_000_000; i++) {
                names.append('"').append(Integer.toString(i, 36)).append("\":0,");
            }
            line.say(Answer.response(200, names + "\"z\":0}"));
        }
    },
    ENORMOUS_NUMBER(Fuse.REDEEM) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(Answer.response(200, "{\"value_used\":" + "9".repeat(1_000_000) + "}"));
        }
    },
    ENORMOUS_TEXT(Fuse.LOOKUP) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(Answer.response(200, "{\"id\":\"" + "x".repeat(1_000_000) + "\"}"));
        }
    },
    ENDLESS_LIST(Fuse.HISTORY) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(OK + "\r\n[" + ITEM);
            flood(line, ("," + ITEM).repeat(1000));
        }
    },
    LARGEST_LIST_OF_SMALLEST_ITEMS(Fuse.HISTORY) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(OK + "Content-Length: " + ((8 << 20) - 1) + "\r\n\r\n[");
            String items = "{\"id\":\"r\"},".repeat(1000);
            for (int said = 0; said < (8 << 20) - 2; said += items.length()) {
                line.say(items.substring(0, Math.min(items.length(), (8 << 20) - 2 - said)));
            }
        }
    },
    LARGEST_LIST_OF_LARGEST_ITEMS(Fuse.HISTORY) {
        @Override
        void explode(HostileConnection line) throws IOException {
            String item = "{\"id\":\"r\",\"customer_id\":\"" + "c".repeat(4000) + "\",\"team_id\":\"" + "t".repeat(4000)
                    + "\"},";
            line.say(OK + "\r\n[");
            for (int said = 0; said < (8 << 20) - 3 * item.length(); said += item.length()) {
                line.say(item);
            }
            line.say("{\"id\":\"r\"}]");
        }
    },
    ENDLESS_ERROR_OF_A_SEARCH(Fuse.SEARCH) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say("HTTP/1.1 500 No\r\n\r\n");
            flood(line, " ".repeat(BLOCK));
        }
    },
    ENDLESS_LIST_OF_MATCHES(Fuse.SEARCH) {
        @Override
        void explode(HostileConnection line) throws IOException {
            String item = "{\"id\":\"r\",\"transaction_id\":\"none\",\"customer_id\":\"" + "c".repeat(4000) + "\"},";
            line.say(OK + "\r\n[");
            flood(line, item.repeat(10));
        }
    },
    ENDLESS_LIST_TO_SEARCH(Fuse.SEARCH) {
        @Override
        void explode(HostileConnection line) throws IOException {
            line.say(OK + "\r\n[" + ITEM);
            flood(line, ("," + ITEM).repeat(1000));
        }
    },
    LIST_OF_CODES(Fuse.LOOKUP_CODE) {
        @Override
        void explode(HostileConnection line) throws IOException {
            String item = "{\"id\":\"v\",\"voucher_code\":\"c\",\"value\":5,\"value_unit\":\"value\"},";
            line.say(OK + "Content-Length: " + ((8 << 20) - 1) + "\r\n\r\n[");
            flood(line, item.repeat(1000));
        }
    };

    /** Which call sets it off. */
    enum Fuse {
        REDEEM,
        HISTORY,
        SEARCH,
        LOOKUP,
        LOOKUP_CODE
    }

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String ITEM =
            "{\"id\":\"r1\",\"user_id\":\"u\",\"transaction_id\":\"t\",\"value_used\":1,\"created\":1}";
    private static final int BLOCK = 16_384;
    private static final Pattern NAMED = Pattern.compile("bomb-([A-Z_]+)-");

    private final Fuse fuse;

    Bomb(Fuse fuse) {
        this.fuse = fuse;
    }

    abstract void explode(HostileConnection line) throws IOException;

    Fuse fuse() {
        return fuse;
    }

    /** An id or a code that asks for this bomb. */
    String name(int number) {
        return "bomb-" + name() + "-" + number;
    }

    /**
     * Answers a request with the bomb that its line names; what looks up a code is first told that there is no such
     * path.
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
        valueOf(named.group(1)).explode(line);
        line.dawdle(Duration.ofMinutes(1));
    }

    /** A kilobyte for each megabyte, packed once. */
    private static final class Packed {
        private static final byte[] BODY = pack();

        private static byte[] pack() {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                byte[] spaces = " ".repeat(1 << 16).getBytes(ISO_8859_1);
                for (int i = 0; i < 2048; i++) {
                    out.write(spaces);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }
    }

    private static void flood(HostileConnection line, String block) throws IOException {
        byte[] octets = block.getBytes(ISO_8859_1);
        while (true) {
            line.say(octets);
        }
    }

    private static void drip(HostileConnection line) throws IOException {
        while (true) {
            line.say(" ").dawdle(Duration.ofMillis(40));
        }
    }
}
