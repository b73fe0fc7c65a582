package io.redemption.tck;

import java.time.Duration;
import java.time.Instant;

/** The clock of an issuer that a test can move, so that time limits are proven to the second. */
public interface IssuerClock {
    /** {@return the time that the issuer's rules use} */
    Instant now();

    /**
     * Moves the clock forward.
     *
     * @param by how far, not negative
     */
    void advance(Duration by);
}
