package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

/** Answers to a redemption that never end, drip or swell as HTTP. */
enum HttpBomb implements Bomb {
    ENDLESS_BODY(Fuse.REDEEM, line -> {
        line.say(OK + "\r\n");
        Bomb.flood(line, " ".repeat(BLOCK));
    }),
    ENDLESS_BODY_OF_A_REFUSAL(Fuse.REDEEM, line -> {
        line.say("HTTP/1.1 400 No\r\n\r\n");
        Bomb.flood(line, " ".repeat(BLOCK));
    }),
    ENORMOUS_LENGTH(Fuse.REDEEM, line -> {
        line.say(OK + "Content-Length: 9223372036854775807\r\n\r\n");
        Bomb.flood(line, "x".repeat(BLOCK));
    }),
    ENDLESS_CHUNKS(Fuse.REDEEM, line -> {
        line.say(CHUNKED);
        Bomb.flood(line, "4000\r\n" + " ".repeat(0x4000) + "\r\n");
    }),
    TINY_CHUNKS(Fuse.REDEEM, line -> {
        line.say(CHUNKED);
        Bomb.flood(line, "1\r\n \r\n".repeat(2000));
    }),
    CHUNK_EXTENSIONS(Fuse.REDEEM, line -> {
        line.say(CHUNKED + "1;");
        Bomb.flood(line, "x".repeat(BLOCK));
    }),
    TRAILERS(Fuse.REDEEM, line -> {
        line.say(CHUNKED + "2\r\n{}\r\n0\r\n");
        Bomb.flood(line, "X-Trailer: x\r\n".repeat(1000));
    }),
    HEADERS(Fuse.REDEEM, line -> {
        line.say(OK);
        Bomb.flood(line, "X-Header: x\r\n".repeat(1000));
    }),
    ENDLESS_HEADER(Fuse.REDEEM, line -> {
        line.say(OK + "X-Header: ");
        Bomb.flood(line, "x".repeat(BLOCK));
    }),
    ENDLESS_STATUS_LINE(Fuse.REDEEM, line -> {
        line.say("HTTP/1.1 200 ");
        Bomb.flood(line, "O".repeat(BLOCK));
    }),
    INTERIM_ANSWERS(Fuse.REDEEM, line -> Bomb.flood(line, "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1000))),
    UNKNOWN_INTERIM_ANSWERS(Fuse.REDEEM, line -> Bomb.flood(line, "HTTP/1.1 102 Processing\r\n\r\n".repeat(1000))),
    PACKED_BODY(Fuse.REDEEM, line -> {
        byte[] packed = Packed.BODY;
        line.say(OK + "Content-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n");
        line.say(packed);
    }),
    DRIPPING_BODY(Fuse.REDEEM, line -> {
        line.say(OK + "Content-Length: 100000\r\n\r\n");
        drip(line);
    }),
    DRIPPING_HEAD(Fuse.REDEEM, line -> {
        line.say(OK + "X-Header: ");
        drip(line);
    }),
    SILENCE(Fuse.REDEEM, line -> line.dawdle(Duration.ofMinutes(1)));

    private final Fuse fuse;

    @SuppressWarnings("ImmutableEnumChecker") // Writes constants.
    private final Charge charge;

    HttpBomb(Fuse fuse, Charge charge) {
        this.fuse = fuse;
        this.charge = charge;
    }

    @Override
    public Fuse fuse() {
        return fuse;
    }

    @Override
    public void explode(HostileConnection line) throws IOException {
        charge.explode(line);
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

    private static void drip(HostileConnection line) throws IOException {
        while (true) {
            line.say(" ").dawdle(Duration.ofMillis(40));
        }
    }
}
