package io.redemption.server;

import java.time.Duration;

/**
 * Limits what clients can cost the server in time and connections. All times are absolute: single bytes do not extend
 * them. Sizes are fixed: {@value #MAX_LINE_BYTES} bytes for the request line, {@value #MAX_HEADER_BYTES} for the header
 * fields, {@value #MAX_BODY_BYTES} for the body. Immutable.
 *
 * @param head from the opening of a connection to the end of its first head; positive
 * @param body from the end of a head to the end of its body; positive
 * @param idle from an answer to the end of the next head on the same connection; positive. Should be longer than
 *     clients keep idle connections; otherwise a request may arrive while the connection is being closed
 * @param stop how long a stop waits for requests in progress; not negative
 * @param maxConnections how many connections are open at most; positive. Beyond it, the longest waiting one is closed
 */
public record HttpLimits(Duration head, Duration body, Duration idle, Duration stop, int maxConnections) {
    /** The longest request line, in bytes: {@value}. */
    public static final int MAX_LINE_BYTES = 4096;

    /** The most header fields, in bytes: {@value}. */
    public static final int MAX_HEADER_BYTES = 8192;

    /** The largest body of a request, in bytes: {@value}. */
    public static final int MAX_BODY_BYTES = 65_536;

    /** Head 10 seconds, body 15 seconds, idle 60 seconds, stop 10 seconds, 1,000 connections. */
    public static final HttpLimits DEFAULT = new HttpLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(10), 1000);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public HttpLimits {
        positive("head", head);
        positive("body", body);
        positive("idle", idle);
        if (stop.isNegative()) {
            throw new IllegalArgumentException("stop: " + stop + " (expected: not negative)");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("max connections: " + maxConnections + " (expected: 1 or more)");
        }
    }

    private static void positive(String name, Duration time) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException(name + ": " + time + " (expected: one millisecond or more)");
        }
    }
}
