package io.redemption.reliability.faults;

import java.time.Duration;

/**
 * How fast an answer goes on.
 *
 * @param before how long the first piece waits
 * @param pieceBytes how large a piece is at most
 * @param gap how long each further piece waits
 */
public record DeliveryPace(Duration before, int pieceBytes, Duration gap) {
    static final DeliveryPace AT_ONCE = new DeliveryPace(Duration.ZERO, Integer.MAX_VALUE, Duration.ZERO);
}
