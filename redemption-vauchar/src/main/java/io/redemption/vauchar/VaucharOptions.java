package io.redemption.vauchar;

import io.redemption.cache.CacheOptions;
import io.redemption.events.RedemptionListener;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.port.ContextHook;
import io.redemption.port.IdSource;
import io.redemption.port.TimeSource;
import io.redemption.resilience.ResilienceOptions;
import io.redemption.rules.RequestRule;
import io.redemption.rules.RuleSet;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionPort;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * All options of {@link VaucharRedemptions#connect}: those of each layer, those that the layers share, and those of
 * {@link io.redemption.Redemptions}. Immutable.
 */
public final class VaucharOptions {
    /** The vendor's base URI: {@value}. */
    public static final String VAUCHAR = VertxRedemptionOptions.VAUCHAR;

    private final VaucharOptionsBuilder settings;
    private final VertxRedemptionOptions transport;
    private final @Nullable ResilienceOptions resilience;
    private final @Nullable CacheOptions cache;

    VaucharOptions(VaucharOptionsBuilder builder) {
        this.settings = new VaucharOptionsBuilder(builder);
        this.transport = settings.transport.build();
        this.resilience = settings.resilience == null ? null : settings.resilience.build();
        this.cache = settings.cache == null ? null : settings.cache.build();
        StackOptionsCheck.check(this);
    }

    /**
     * Begins the options.
     *
     * @param baseUri where the API is, for example {@value #VAUCHAR}; see {@link VertxRedemptionOptions#builder}
     * @param credentials called before every send; {@code CredentialsProvider.of(merchantId, apiKey)} if they never
     *     change
     * @return a builder
     */
    public static VaucharOptionsBuilder builder(String baseUri, CredentialsProvider credentials) {
        return new VaucharOptionsBuilder(VertxRedemptionOptions.builder(baseUri, credentials));
    }

    /** {@return a builder with these options} */
    public VaucharOptionsBuilder toBuilder() {
        return new VaucharOptionsBuilder(settings);
    }

    /** {@return how the issuer is reached} */
    public VertxRedemptionOptions transport() {
        return transport;
    }

    /** {@return deadline, repetition, breakers and limits; empty if they are turned off} */
    public Optional<ResilienceOptions> resilience() {
        return Optional.ofNullable(resilience);
    }

    /** {@return the options of the cache; empty if there is none, which is the default} */
    public Optional<CacheOptions> cache() {
        return Optional.ofNullable(cache);
    }

    /** {@return the journal of attempts; empty for a new one in memory} */
    public Optional<AttemptJournal> journal() {
        return Optional.ofNullable(settings.journal);
    }

    /** {@return the journal of baskets; empty if baskets are not redeemed step by step, which is the default} */
    public Optional<BasketJournal> basketJournal() {
        return Optional.ofNullable(settings.basketJournal);
    }

    /** Returns the rules for requests, derived from the standard ones. */
    RuleSet<RequestRule> requestRules(RuleSet<RequestRule> standard) {
        return settings.rules.apply(standard);
    }

    /** {@return the clock and timer of all layers} */
    public TimeSource time() {
        return settings.time;
    }

    /** {@return the source of attempt and transaction ids} */
    public IdSource ids() {
        return settings.ids;
    }

    /** {@return the listener of all layers} */
    public RedemptionListener listener() {
        return settings.listener;
    }

    /** {@return how long the backstop waits for the layers below it} */
    public Duration portTimeout() {
        return settings.portTimeout;
    }

    /** {@return how late the issuer may execute a request that timed out here} */
    public Duration maxExecutionDelay() {
        return settings.maxExecutionDelay;
    }

    /** {@return how late the issuer's lists may show an executed request} */
    public Duration maxReadLag() {
        return settings.maxReadLag;
    }

    /** {@return where calls complete; empty for the thread on which their outcome arrives} */
    public Optional<Executor> completeOn() {
        return Optional.ofNullable(settings.completeOn);
    }

    /** {@return what carries the context of callers; empty if nothing does, which is the default} */
    public Optional<ContextHook> contextHook() {
        return Optional.ofNullable(settings.contextHook);
    }

    /** {@return whether the issuer's record is read before an attempt is sent that the journal does not know} */
    public boolean looksFirst() {
        return settings.looksFirst;
    }

    /** {@return whether no other process redeems for this merchant} */
    public boolean isSingleNode() {
        return settings.isSingleNode;
    }

    /** {@return how long a call that ended unknown waits for its resolution, within its deadline} */
    public Duration resolveWait() {
        return settings.resolveWait;
    }

    /** {@return whether doubts are resolved in the background} */
    public boolean resolvesInBackground() {
        return settings.resolvesInBackground;
    }

    /** {@return how many polls of the issuer's record may be under way at once} */
    public int maxPollsInFlight() {
        return settings.maxPollsInFlight;
    }

    /** {@return how many polls of the issuer's record may begin in a second} */
    public int maxPollsPerSecond() {
        return settings.maxPollsPerSecond;
    }

    /**
     * Returns whether a thread must not block: the current one if it is an event loop of Vert.x, or one that the
     * options name.
     */
    boolean mustNotBlock(Thread thread) {
        return VertxRedemptionPort.isOnEventLoop() || settings.nonBlockingThreads.test(thread);
    }

    /** {@return whether every option is equal; a journal, rule, clock or listener by its own {@code equals}} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VaucharOptions that && Arrays.equals(values(), that.values());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values());
    }

    private @Nullable Object[] values() {
        return new @Nullable Object[] {
            transport,
            resilience,
            cache,
            settings.journal,
            settings.basketJournal,
            settings.rules,
            settings.time,
            settings.ids,
            settings.listener,
            settings.portTimeout,
            settings.maxExecutionDelay,
            settings.maxReadLag,
            settings.nonBlockingThreads,
            settings.completeOn,
            settings.contextHook,
            settings.looksFirst,
            settings.isSingleNode,
            settings.resolveWait,
            settings.resolvesInBackground,
            settings.maxPollsInFlight,
            settings.maxPollsPerSecond
        };
    }

    /** {@return the settings of the layers; no credentials} */
    @Override
    public String toString() {
        return "transport: " + transport + "; resilience: " + (resilience == null ? "off" : resilience) + "; cache: "
                + (cache == null ? "off" : cache) + "; port timeout " + portTimeout() + ", max execution delay "
                + maxExecutionDelay()
                + ", max read lag " + maxReadLag();
    }
}
