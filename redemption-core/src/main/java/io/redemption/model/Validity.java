package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a redeemable may be redeemed: from {@code from}, inclusive, until {@code until}, exclusive. Immutable.
 *
 * @param from the first instant, or {@code null} for at once (the API's {@code start_time} 0)
 * @param until the first instant at which it is expired, or {@code null} for never (the API's {@code expiry_time} 0)
 */
public record Validity(@Nullable Instant from, @Nullable Instant until) {
    /** Always. */
    public static final Validity ALWAYS = new Validity(null, null);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if it ends before it begins
     */
    public Validity {
        if (from != null && until != null && until.isBefore(from)) {
            throw Checks.unexpected("valid until", until, "not before " + from);
        }
    }

    /**
     * Returns the validity until an instant.
     *
     * @param until the first instant at which it is expired
     * @return the validity
     */
    public static Validity until(Instant until) {
        return new Validity(null, Checks.required("until", until));
    }

    /**
     * Returns the validity from an instant on, without an end.
     *
     * @param from the first instant
     * @return the validity
     */
    public static Validity from(Instant from) {
        return new Validity(Checks.required("from", from), null);
    }

    /**
     * Returns whether it has begun.
     *
     * @param now the instant in question
     * @return whether {@code from} is not after it
     */
    public boolean hasStartedAt(Instant now) {
        return from == null || !now.isBefore(from);
    }

    /**
     * Returns whether it is over.
     *
     * @param now the instant in question
     * @return whether {@code until} is not after it
     */
    public boolean hasExpiredAt(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
