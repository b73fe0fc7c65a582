package io.redemption.reliability.faults;

import java.time.Duration;

/**
 * How fast an answer goes on.
 *
 * @param before how long the first piece waits
 * @param pieceBytes how large a piece is at most
 * @param gap how long each further piece waits
 */
public record Pace(Duration before, int pieceBytes, Duration gap) {
    static final Pace AT_ONCE = new Pace(Duration.ZERO, Integer.MAX_VALUE, Duration.ZERO);
}
