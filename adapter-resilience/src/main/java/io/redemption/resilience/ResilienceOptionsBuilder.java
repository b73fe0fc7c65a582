package io.redemption.resilience;

import io.redemption.events.RedemptionListener;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects {@link ResilienceOptions}. Not thread-safe. */
public final class ResilienceOptionsBuilder {
    Duration totalDeadline = ResilienceOptions.DEFAULT_TOTAL_DEADLINE;
    Duration minimumSendTime = ResilienceOptions.DEFAULT_MINIMUM_SEND_TIME;
    int maxSends = ResilienceOptions.DEFAULT_MAX_SENDS;
    Duration backoffBase = ResilienceOptions.DEFAULT_BACKOFF_BASE;
    Duration backoffMax = ResilienceOptions.DEFAULT_BACKOFF_MAX;
    RetryBudget retryBudget = RetryBudget.DEFAULT;
    int maxConcurrentReads = ResilienceOptions.DEFAULT_MAX_CONCURRENT;
    int maxConcurrentWrites = ResilienceOptions.DEFAULT_MAX_CONCURRENT;

    @Nullable
    RateLimit readRate;

    @Nullable
    RateLimit writeRate;

    BreakerSettings readBreaker = BreakerSettings.DEFAULT;
    BreakerSettings writeBreaker = BreakerSettings.DEFAULT;
    TimeSource time = TimeSource.system();
    RandomGenerator random = Backoff.UNSEEDED;
    RedemptionListener listener = RedemptionListener.NONE;

    ResilienceOptionsBuilder() {}

    ResilienceOptionsBuilder(ResilienceOptionsBuilder other) {
        this.totalDeadline = other.totalDeadline;
        this.minimumSendTime = other.minimumSendTime;
        this.maxSends = other.maxSends;
        this.backoffBase = other.backoffBase;
        this.backoffMax = other.backoffMax;
        this.retryBudget = other.retryBudget;
        this.maxConcurrentReads = other.maxConcurrentReads;
        this.maxConcurrentWrites = other.maxConcurrentWrites;
        this.readRate = other.readRate;
        this.writeRate = other.writeRate;
        this.readBreaker = other.readBreaker;
        this.writeBreaker = other.writeBreaker;
        this.time = other.time;
        this.random = other.random;
        this.listener = other.listener;
    }

    @Nullable
    Object[] values() {
        return new @Nullable Object[] {
            totalDeadline,
            minimumSendTime,
            maxSends,
            backoffBase,
            backoffMax,
            retryBudget,
            maxConcurrentReads,
            maxConcurrentWrites,
            readRate,
            writeRate,
            readBreaker,
            writeBreaker,
            time,
            random,
            listener
        };
    }

    /**
     * Bounds a call. The deadline is absolute: neither a repetition nor a slow answer moves it.
     *
     * @param deadline at least the minimum send time, at most 10 minutes; by default
     *     {@link ResilienceOptions#DEFAULT_TOTAL_DEADLINE}
     * @return this builder
     */
    public ResilienceOptionsBuilder totalDeadline(Duration deadline) {
        this.totalDeadline = deadline;
        return this;
    }

    /**
     * Sets how much time must be left for a send to begin.
     *
     * @param time 1 millisecond to the total deadline; by default {@link ResilienceOptions#DEFAULT_MINIMUM_SEND_TIME}
     * @return this builder
     */
    public ResilienceOptionsBuilder minimumSendTime(Duration time) {
        this.minimumSendTime = time;
        return this;
    }

    /**
     * Bounds the sends of one call.
     *
     * @param sends 1 to 10, where 1 means no repetition; by default {@value ResilienceOptions#DEFAULT_MAX_SENDS}
     * @return this builder
     */
    public ResilienceOptionsBuilder maxSends(int sends) {
        this.maxSends = sends;
        return this;
    }

    /**
     * Sets the wait before a repetition: a random time between zero and a bound that doubles with each repetition. The
     * wait that the issuer asks for with {@code Retry-After} is added.
     *
     * @param base the bound before the first repetition, 1 millisecond to 10 minutes; by default
     *     {@link ResilienceOptions#DEFAULT_BACKOFF_BASE}
     * @param max the largest bound, from {@code base} to 10 minutes; by default
     *     {@link ResilienceOptions#DEFAULT_BACKOFF_MAX}
     * @return this builder
     */
    public ResilienceOptionsBuilder backoff(Duration base, Duration max) {
        this.backoffBase = base;
        this.backoffMax = max;
        return this;
    }

    /**
     * Limits repetitions over time.
     *
     * @param budget by default {@link RetryBudget#DEFAULT}
     * @return this builder
     */
    public ResilienceOptionsBuilder retryBudget(RetryBudget budget) {
        this.retryBudget = budget;
        return this;
    }

    /**
     * Bounds the reads that are under way at once. Further reads are refused at once.
     *
     * @param reads 1 to 100,000; by default {@value ResilienceOptions#DEFAULT_MAX_CONCURRENT}
     * @return this builder
     */
    public ResilienceOptionsBuilder maxConcurrentReads(int reads) {
        this.maxConcurrentReads = reads;
        return this;
    }

    /**
     * Bounds the writes that are under way at once. Further writes are refused at once.
     *
     * @param writes 1 to 100,000; by default {@value ResilienceOptions#DEFAULT_MAX_CONCURRENT}
     * @return this builder
     */
    public ResilienceOptionsBuilder maxConcurrentWrites(int writes) {
        this.maxConcurrentWrites = writes;
        return this;
    }

    /**
     * Bounds the reads that are sent in a period, repetitions included. Off by default: only the merchant knows what
     * was agreed with the issuer.
     *
     * @param limit how many
     * @return this builder
     */
    public ResilienceOptionsBuilder readRate(RateLimit limit) {
        this.readRate = limit;
        return this;
    }

    /**
     * Bounds the writes that are sent in a period, repetitions included. Off by default, as {@link #readRate}.
     *
     * @param limit how many
     * @return this builder
     */
    public ResilienceOptionsBuilder writeRate(RateLimit limit) {
        this.writeRate = limit;
        return this;
    }

    /**
     * Sets when the reads' circuit breaker opens.
     *
     * @param settings by default {@link BreakerSettings#DEFAULT}
     * @return this builder
     */
    public ResilienceOptionsBuilder readBreaker(BreakerSettings settings) {
        this.readBreaker = settings;
        return this;
    }

    /**
     * Sets when the writes' circuit breaker opens. Reads are not affected, because they resolve writes in doubt.
     *
     * @param settings by default {@link BreakerSettings#DEFAULT}
     * @return this builder
     */
    public ResilienceOptionsBuilder writeBreaker(BreakerSettings settings) {
        this.writeBreaker = settings;
        return this;
    }

    /**
     * Sets the clock and timer of deadlines, waits, breakers and rates.
     *
     * @param source by default the time of this machine
     * @return this builder
     */
    public ResilienceOptionsBuilder time(TimeSource source) {
        this.time = source;
        return this;
    }

    /**
     * Sets the random source of waits.
     *
     * @param generator must be thread-safe; by default an unpredictable one
     * @return this builder
     */
    public ResilienceOptionsBuilder random(RandomGenerator generator) {
        this.random = generator;
        return this;
    }

    /**
     * Sets the listener to repetitions, breakers and broken contracts of the delegate.
     *
     * @param listener by default {@link RedemptionListener#NONE}
     * @return this builder
     */
    public ResilienceOptionsBuilder listener(RedemptionListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Checks the options.
     *
     * @return the options
     * @throws IllegalArgumentException if an option is out of its range or contradicts another
     */
    public ResilienceOptions build() {
        return new ResilienceOptions(this);
    }
}
