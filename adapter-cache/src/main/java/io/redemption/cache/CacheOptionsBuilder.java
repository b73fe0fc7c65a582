package io.redemption.cache;

import io.redemption.events.RedemptionListener;
import io.redemption.internal.Checks;
import io.redemption.port.InvalidationBus;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.List;

/** Collects {@link CacheOptions}. Not thread-safe. */
public final class CacheOptionsBuilder {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration LONGEST_READ_LAG = Duration.ofHours(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);
    private static final int MOST_DELAYS = 5;
    private static final int LONGEST_MERCHANT = 128;

    Duration timeToLive = CacheOptions.DEFAULT_TIME_TO_LIVE;
    Duration timeToLiveOfAbsence = CacheOptions.DEFAULT_TIME_TO_LIVE_OF_ABSENCE;
    long maxWeight = CacheOptions.DEFAULT_MAX_WEIGHT;
    Duration maxReadLag = CacheOptions.DEFAULT_MAX_READ_LAG;
    List<Duration> rereadDelays = CacheOptions.DEFAULT_REREAD_DELAYS;
    String merchant = "";
    TimeSource time = TimeSource.system();
    RedemptionListener listener = RedemptionListener.NONE;
    InvalidationBus bus = InvalidationBus.NONE;

    CacheOptionsBuilder() {}

    CacheOptionsBuilder(CacheOptionsBuilder other) {
        this.timeToLive = other.timeToLive;
        this.timeToLiveOfAbsence = other.timeToLiveOfAbsence;
        this.maxWeight = other.maxWeight;
        this.maxReadLag = other.maxReadLag;
        this.rereadDelays = List.copyOf(other.rereadDelays);
        this.merchant = other.merchant;
        this.time = other.time;
        this.listener = other.listener;
        this.bus = other.bus;
    }

    /** Returns every option. */
    Object[] values() {
        return new Object[] {
            timeToLive, timeToLiveOfAbsence, maxWeight, maxReadLag, rereadDelays, merchant, time, listener, bus
        };
    }

    /** Checks each option, and each against the others. */
    void check() {
        Checks.between("time to live", timeToLive, SHORTEST, LONGEST);
        Checks.between("time to live of absence", timeToLiveOfAbsence, Duration.ZERO, timeToLive);
        Checks.between("max weight", maxWeight, 0L, 1_000_000_000L);
        Checks.between("max read lag", maxReadLag, Duration.ZERO, LONGEST_READ_LAG);
        Checks.between("number of reread delays", rereadDelays.size(), 0, MOST_DELAYS);
        rereadDelays.forEach(delay -> Checks.between("reread delay", delay, SHORTEST, LONGEST_DELAY));
        if (merchant.length() > LONGEST_MERCHANT) {
            throw new IllegalArgumentException("merchant: <" + merchant.length() + " characters> (expected: at most "
                    + LONGEST_MERCHANT + " characters)");
        }
        if (merchant.isEmpty() && !InvalidationBus.NONE.equals(bus)) {
            throw new IllegalArgumentException(
                    "merchant: empty (expected: a text, because caches of several merchants may share the bus)");
        }
    }

    /**
     * Sets how old an answer may be, counted from the beginning of its read. This bounds how long changes by other
     * nodes stay unseen. Changes by this node are seen at once.
     *
     * @param timeToLive 1 millisecond to 1 day; by default {@link CacheOptions#DEFAULT_TIME_TO_LIVE}
     * @return this builder
     */
    public CacheOptionsBuilder timeToLive(Duration timeToLive) {
        this.timeToLive = timeToLive;
        return this;
    }

    /**
     * Sets how old the answer that there is no such redeemable may be. A new redeemable may stay unseen for this time.
     *
     * @param timeToLive zero, which keeps no such answer, up to the time to live; by default
     *     {@link CacheOptions#DEFAULT_TIME_TO_LIVE_OF_ABSENCE}
     * @return this builder
     */
    public CacheOptionsBuilder timeToLiveOfAbsence(Duration timeToLive) {
        this.timeToLiveOfAbsence = timeToLive;
        return this;
    }

    /**
     * Bounds the weight of all entries: a history weighs 1 plus 1 for each of its redemptions, a state 1.
     *
     * @param weight 0 to 1,000,000,000; by default {@value CacheOptions#DEFAULT_MAX_WEIGHT}
     * @return this builder
     */
    public CacheOptionsBuilder maxWeight(long weight) {
        this.maxWeight = weight;
        return this;
    }

    /**
     * Sets how late the issuer's lists and look-ups may show an executed write. Acknowledged writes are remembered for
     * this time plus the time to live, at least for 60 seconds, and lists are checked against them.
     *
     * @param maxReadLag zero to 1 hour; by default {@link CacheOptions#DEFAULT_MAX_READ_LAG}
     * @return this builder
     */
    public CacheOptionsBuilder maxReadLag(Duration maxReadLag) {
        this.maxReadLag = maxReadLag;
        return this;
    }

    /**
     * Sets when to repeat a read whose list does not show an acknowledged write.
     *
     * @param delays up to 5 delays of 1 millisecond to 5 seconds, one before each repeated read; by default
     *     {@link CacheOptions#DEFAULT_REREAD_DELAYS}
     * @return this builder
     */
    public CacheOptionsBuilder rereadDelays(List<Duration> delays) {
        this.rereadDelays = List.copyOf(delays);
        return this;
    }

    /**
     * Names the merchant whose redeemables are cached. One port serves one merchant. The name separates merchants on a
     * shared bus.
     *
     * @param merchant up to 128 characters, the same on every node; needed with a bus, by default empty
     * @return this builder
     */
    public CacheOptionsBuilder merchant(String merchant) {
        this.merchant = merchant;
        return this;
    }

    /**
     * Sets the clock and timer, for tests.
     *
     * @param time by default {@link TimeSource#system}
     * @return this builder
     */
    public CacheOptionsBuilder time(TimeSource time) {
        this.time = time;
        return this;
    }

    /**
     * Sets the listener to reads and loads.
     *
     * @param listener by default {@link RedemptionListener#NONE}
     * @return this builder
     */
    public CacheOptionsBuilder listener(RedemptionListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Sets the bus that carries changes to and from other nodes.
     *
     * @param bus by default {@link InvalidationBus#NONE}
     * @return this builder
     */
    public CacheOptionsBuilder bus(InvalidationBus bus) {
        this.bus = bus;
        return this;
    }

    /**
     * Checks the options.
     *
     * @return the options
     * @throws IllegalArgumentException if an option is out of its range, or a bus is set without a merchant
     */
    public CacheOptions build() {
        return new CacheOptions(this);
    }
}
