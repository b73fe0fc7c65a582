package io.redemption.reliability.hostile;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A peer that should learn nothing, and remembers all that it was told, be it in plain text or decrypted. Thread-safe.
 */
final class RecordingPeer implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final String CREDENTIALS = Base64.getEncoder()
            .encodeToString((Client.MERCHANT + ":" + Client.KEY).getBytes(StandardCharsets.US_ASCII));

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Peer peer;

    /** One that listens to plain text and says something first; nothing if that is empty. */
    RecordingPeer(byte[] says) {
        this.peer = Peer.doing(line -> {
            told.add(line.overhear(Duration.ofMillis(100)));
            line.say(says);
            told.add(line.overhear(SILENCE));
        });
    }

    /** One with an identity of its own, who answers every request with success. */
    RecordingPeer(ServerSocket listening) {
        this.peer = Peer.on(listening, this::answer);
    }

    private void answer(HostileConnection line) throws IOException {
        @Nullable ReceivedRequest heard = line.hear();
        while (heard != null) {
            told.add(heard.head());
            line.say(Answer.response(200, "{\"count\":0,\"data\":[]}"));
            heard = line.hear();
        }
    }

    int port() {
        return peer.port();
    }

    int connections() {
        return peer.connections();
    }

    /** How many octets of credentials it has seen. */
    long secretsSeen() {
        return told.stream()
                .filter(text -> text.contains(CREDENTIALS)
                        || text.contains(Client.KEY)
                        || text.toLowerCase(Locale.ROOT).contains("authorization"))
                .mapToLong(String::length)
                .sum();
    }

    @Override
    public void close() {
        peer.close();
    }
}
