package io.redemption.cache;

import io.redemption.events.RedemptionListener;
import io.redemption.port.InvalidationBus;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how much a cache holds, and for how long. Immutable. */
public final class CacheOptions {
    /** How old an answer may be by default, counted from the beginning of its read: 30 seconds. */
    public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofSeconds(30);

    /** How old the answer that there is no such redeemable may be by default: 1 second. */
    public static final Duration DEFAULT_TIME_TO_LIVE_OF_ABSENCE = Duration.ofSeconds(1);

    /** How many redemptions and states are held by default: {@value}. */
    public static final long DEFAULT_MAX_WEIGHT = 100_000;

    /** How late the issuer's lists may show an executed write by default: 5 seconds. */
    public static final Duration DEFAULT_MAX_READ_LAG = Duration.ofSeconds(5);

    /** How long to wait by default before each repeated read of a lagging list: 50, 200 and 500 milliseconds. */
    public static final List<Duration> DEFAULT_REREAD_DELAYS =
            List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500));

    private final CacheOptionsBuilder settings;

    CacheOptions(CacheOptionsBuilder builder) {
        this.settings = new CacheOptionsBuilder(builder);
        settings.check();
    }

    /** {@return a builder that begins with the defaults} */
    public static CacheOptionsBuilder builder() {
        return new CacheOptionsBuilder();
    }

    /** {@return a builder that begins with these options} */
    public CacheOptionsBuilder toBuilder() {
        return new CacheOptionsBuilder(settings);
    }

    /** {@return how old an answer may be, counted from the beginning of its read} */
    public Duration timeToLive() {
        return settings.timeToLive;
    }

    /** {@return how old the answer that there is no such redeemable may be; zero if it is not kept} */
    public Duration timeToLiveOfAbsence() {
        return settings.timeToLiveOfAbsence;
    }

    /** {@return how many redemptions and states are held at most; an answer without any counts as one} */
    public long maxWeight() {
        return settings.maxWeight;
    }

    /** {@return how late the issuer's lists may show an executed write} */
    public Duration maxReadLag() {
        return settings.maxReadLag;
    }

    /** {@return how long to wait before each repeated read of a lagging list} */
    public List<Duration> rereadDelays() {
        return settings.rereadDelays;
    }

    /** {@return the merchant's name on the bus} */
    public String merchant() {
        return settings.merchant;
    }

    /** {@return the clock and timer} */
    public TimeSource time() {
        return settings.time;
    }

    /** {@return the listener to reads and loads} */
    public RedemptionListener listener() {
        return settings.listener;
    }

    /** {@return what carries changes to other nodes} */
    public InvalidationBus bus() {
        return settings.bus;
    }

    /**
     * {@return how long an acknowledged write is remembered: the sum of time to live and read lag, at least 60 seconds}
     */
    Duration retention() {
        Duration needed = timeToLive().plus(maxReadLag());
        Duration least = Duration.ofSeconds(60);
        return needed.compareTo(least) > 0 ? needed : least;
    }

    /** {@return whether every option is equal; clock, listener and bus by their own {@code equals}} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CacheOptions that && Arrays.equals(settings.values(), that.settings.values());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(settings.values());
    }

    /** {@return times, weight and delays; not the merchant} */
    @Override
    public String toString() {
        return "time to live " + timeToLive() + ", of absence " + timeToLiveOfAbsence() + ", max weight " + maxWeight()
                + ", max read lag " + maxReadLag() + ", reread after " + rereadDelays();
    }
}
