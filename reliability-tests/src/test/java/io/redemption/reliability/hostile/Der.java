package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** As much of ASN.1's distinguished encoding as a certificate needs. */
final class Der {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    /** A value with its tag and length. */
    static byte[] of(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length >= 0x80) {
            out.write(length >= 0x100 ? 0x82 : 0x81);
        }
        if (length >= 0x100) {
            out.write(length >> 8);
        }
        out.write(length);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return of(0x30, parts);
    }

    static byte[] integer(long value) {
        return of(0x02, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] bits(byte[] octets) {
        return of(0x03, new byte[1], octets);
    }

    /** An object identifier in its encoded octets. */
    static byte[] oid(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return of(0x06, bytes);
    }

    static byte[] time(Instant instant) {
        return of(0x18, TIME.format(instant).getBytes(US_ASCII));
    }

    /** A name of a common name alone. */
    static byte[] name(String commonName) {
        return sequence(of(0x31, sequence(oid(0x55, 0x04, 0x03), of(0x0C, commonName.getBytes(UTF_8)))));
    }
}
