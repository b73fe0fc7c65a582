package io.redemption.reliability.faults;

import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Set;

/** The first message of a TLS handshake, as far as its extensions are concerned (RFC 8446, section 4.1.2). */
final class ClientHello {
    /** Names the protocols that the client would speak (RFC 7301). */
    static final int ALPN = 16;

    /** Names the versions of TLS that the client would speak; every client of TLS 1.3 sends it. */
    static final int SUPPORTED_VERSIONS = 43;

    private static final int RECORD_AND_HANDSHAKE_HEADS = 5 + 4;
    private static final int VERSION_AND_RANDOM = 2 + 32;

    private ClientHello() {}

    /** The numbers of its extensions. */
    static Set<Integer> extensions(Buffer record) {
        int at = RECORD_AND_HANDSHAKE_HEADS + VERSION_AND_RANDOM;
        at += 1 + record.getUnsignedByte(at); // session id
        at += 2 + record.getUnsignedShort(at); // cipher suites
        at += 1 + record.getUnsignedByte(at); // compression methods
        int end = at + 2 + record.getUnsignedShort(at);
        at += 2;
        Set<Integer> extensions = new HashSet<>();
        while (at < end) {
            extensions.add(record.getUnsignedShort(at));
            at += 4 + record.getUnsignedShort(at + 2);
        }
        return extensions;
    }
}
