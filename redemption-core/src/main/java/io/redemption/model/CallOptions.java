package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How single calls differ from the others: {@code redemptions.with(CallOptions.NONE.deadline(ofSeconds(2)))}.
 * Immutable.
 */
public final class CallOptions {
    /** No difference. */
    public static final CallOptions NONE = new CallOptions(null, false, null);

    /** The longest deadline and the longest wait. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final @Nullable Duration deadline;
    private final boolean readsFromIssuer;
    private final @Nullable Duration roomWait;

    private CallOptions(@Nullable Duration deadline, boolean readsFromIssuer, @Nullable Duration roomWait) {
        this.deadline = deadline;
        this.readsFromIssuer = readsFromIssuer;
        this.roomWait = roomWait;
    }

    /**
     * Limits the time of a call, with all its sends and waits. A longer deadline than the adapter's own has no effect
     * on its sends.
     *
     * @param deadline more than zero, at most one day
     * @return the same options with this deadline
     * @throws IllegalArgumentException if it is out of range
     */
    public CallOptions deadline(Duration deadline) {
        return new CallOptions(checked("deadline", deadline), readsFromIssuer, roomWait);
    }

    /**
     * Lets no cache answer a read, as {@link Freshness#FROM_ISSUER} does.
     *
     * @return the same options with this
     */
    public CallOptions readsFromIssuer() {
        return new CallOptions(deadline, true, roomWait);
    }

    /**
     * Lets each send of a call wait while the bulkhead is full, in the order of arrival, instead of failing with
     * {@link FailureCode#OVERLOADED} at once. The wait is part of the call's deadline. A rate limit is not waited for.
     *
     * @param atMost how long a send waits; more than zero, at most one day
     * @return the same options with this wait
     * @throws IllegalArgumentException if it is out of range
     */
    public CallOptions waitsForRoom(Duration atMost) {
        return new CallOptions(deadline, readsFromIssuer, checked("waitsForRoom", atMost));
    }

    private static Duration checked(String name, Duration time) {
        Checks.required(name, time);
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + ": " + time + " (expected: more than zero, at most " + LONGEST + ")");
        }
        return time;
    }

    /** {@return how long a call may take; empty for no other limit than the adapter's} */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** {@return whether no cache may answer a read} */
    public boolean isFromIssuer() {
        return readsFromIssuer;
    }

    /** {@return how long a send waits for room in the bulkhead; empty if it does not} */
    public Optional<Duration> roomWait() {
        return Optional.ofNullable(roomWait);
    }

    /** {@return whether every option is equal} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallOptions that
                && deadline().equals(that.deadline())
                && readsFromIssuer == that.readsFromIssuer
                && roomWait().equals(that.roomWait());
    }

    @Override
    public int hashCode() {
        return deadline().hashCode() * 31 + roomWait().hashCode() * 2 + Boolean.hashCode(readsFromIssuer);
    }

    @Override
    public String toString() {
        return "CallOptions(deadline " + deadline + ", from issuer " + readsFromIssuer + ", waits for room " + roomWait
                + ")";
    }
}
