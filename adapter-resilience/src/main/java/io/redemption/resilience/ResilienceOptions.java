package io.redemption.resilience;

import io.redemption.events.RedemptionListener;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines, retries and limits of a {@link ResilientRedemptionPort}. Immutable.
 *
 * <p>A <i>send</i> is one call of the delegate.
 */
public final class ResilienceOptions {
    /** How long a call may take by default, all sends and waits together: 10 seconds. */
    public static final Duration DEFAULT_TOTAL_DEADLINE = Duration.ofSeconds(10);

    /** How much of that time must be left by default for a send to begin: 250 milliseconds. */
    public static final Duration DEFAULT_MINIMUM_SEND_TIME = Duration.ofMillis(250);

    /** How many sends a call may make by default, the first included: {@value}. */
    public static final int DEFAULT_MAX_SENDS = 3;

    /** The longest wait before the first repetition by default: 100 milliseconds. It doubles with each further one. */
    public static final Duration DEFAULT_BACKOFF_BASE = Duration.ofMillis(100);

    /** The longest wait before any repetition by default: 5 seconds. */
    public static final Duration DEFAULT_BACKOFF_MAX = Duration.ofSeconds(5);

    /** How many reads may be under way at once by default, and how many writes: {@value} each. */
    public static final int DEFAULT_MAX_CONCURRENT = 256;

    private static final ResilienceOptions DEFAULTS = builder().build();

    private final ResilienceOptionsBuilder settings;

    ResilienceOptions(ResilienceOptionsBuilder builder) {
        this.settings = new ResilienceOptionsBuilder(builder);
        ResilienceOptionsCheck.check(settings);
    }

    /** {@return a builder that begins with the defaults} */
    public static ResilienceOptionsBuilder builder() {
        return new ResilienceOptionsBuilder();
    }

    /** {@return the defaults} */
    public static ResilienceOptions defaults() {
        return DEFAULTS;
    }

    /** {@return a builder that begins with these options} */
    public ResilienceOptionsBuilder toBuilder() {
        return new ResilienceOptionsBuilder(settings);
    }

    /** {@return how long a call may take, all sends and waits together} */
    public Duration totalDeadline() {
        return settings.totalDeadline;
    }

    /** {@return how much of that time has to be left for a send to begin} */
    public Duration minimumSendTime() {
        return settings.minimumSendTime;
    }

    /** {@return how many sends a call may be, the first one counted} */
    public int maxSends() {
        return settings.maxSends;
    }

    /** {@return the longest wait before the first repetition} */
    public Duration backoffBase() {
        return settings.backoffBase;
    }

    /** {@return the longest wait before any repetition} */
    public Duration backoffMax() {
        return settings.backoffMax;
    }

    /** {@return the limit of repetitions over time} */
    public RetryBudget retryBudget() {
        return settings.retryBudget;
    }

    /** {@return how many reads may be under way at once} */
    public int maxConcurrentReads() {
        return settings.maxConcurrentReads;
    }

    /** {@return how many writes may be under way at once} */
    public int maxConcurrentWrites() {
        return settings.maxConcurrentWrites;
    }

    /** {@return how many reads may be sent in a period; empty for any number} */
    public Optional<RateLimit> readRate() {
        return Optional.ofNullable(settings.readRate);
    }

    /** {@return how many writes may be sent in a period; empty for any number} */
    public Optional<RateLimit> writeRate() {
        return Optional.ofNullable(settings.writeRate);
    }

    /** {@return when the reads' circuit breaker opens} */
    public BreakerSettings readBreaker() {
        return settings.readBreaker;
    }

    /** {@return when the writes' circuit breaker opens} */
    public BreakerSettings writeBreaker() {
        return settings.writeBreaker;
    }

    /** {@return the clock and timer} */
    public TimeSource time() {
        return settings.time;
    }

    /** {@return the random source of waits} */
    public RandomGenerator random() {
        return settings.random;
    }

    /** {@return the listener to repetitions, breakers and broken contracts} */
    public RedemptionListener listener() {
        return settings.listener;
    }

    /** {@return whether every option is equal; clock, listener and generator by their own {@code equals}} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResilienceOptions that && Arrays.equals(settings.values(), that.settings.values());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(settings.values());
    }

    /** {@return deadline, sends and limits, in short} */
    @Override
    public String toString() {
        return "total " + totalDeadline() + ", sends " + maxSends() + ", backoff " + backoffBase() + " to "
                + backoffMax() + ", reads " + maxConcurrentReads() + ", writes " + maxConcurrentWrites();
    }
}
