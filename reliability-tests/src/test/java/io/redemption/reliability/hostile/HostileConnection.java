package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection, seen from the hostile end. Not thread-safe. */
final class HostileConnection {
    private static final int MAX_HEARD = 1 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    HostileConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** The next request, or {@code null} if there is none. */
    @Nullable
    ReceivedRequest hear() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0 || head.length() > MAX_HEARD) {
                return null;
            }
            head.append((char) octet);
        }
        int length = ReceivedRequest.length(head.toString());
        byte[] body = in.readNBytes(length);
        return body.length < length ? null : new ReceivedRequest(head.toString(), new String(body, ISO_8859_1));
    }

    /** Whatever comes until there is silence for so long, or the other end closes. */
    String overhear(Duration silence) throws IOException {
        StringBuilder all = new StringBuilder();
        socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
        try {
            for (int octet = in.read(); octet >= 0 && all.length() < MAX_HEARD; octet = in.read()) {
                all.append((char) octet);
            }
        } catch (SocketTimeoutException silent) {
            return all.toString();
        } finally {
            socket.setSoTimeout(0);
        }
        return all.toString();
    }

    HostileConnection say(String octets) throws IOException {
        return say(octets.getBytes(ISO_8859_1));
    }

    HostileConnection say(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
        return this;
    }

    /** Waits, but not longer than the other end stays: fails when it has gone. */
    HostileConnection dawdle(Duration time) throws IOException {
        socket.setSoTimeout(Math.toIntExact(time.toMillis()));
        try {
            if (in.read() < 0) {
                throw new IOException("the other end has gone");
            }
        } catch (SocketTimeoutException waited) {
            return this;
        } finally {
            socket.setSoTimeout(0);
        }
        return this;
    }
}
