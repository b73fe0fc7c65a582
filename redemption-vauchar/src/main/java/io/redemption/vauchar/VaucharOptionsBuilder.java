package io.redemption.vauchar;

import io.redemption.RedemptionsBuilder;
import io.redemption.cache.CacheOptions;
import io.redemption.cache.CacheOptionsBuilder;
import io.redemption.events.RedemptionListener;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.port.ContextHook;
import io.redemption.port.IdSource;
import io.redemption.port.TimeSource;
import io.redemption.resilience.ResilienceOptions;
import io.redemption.resilience.ResilienceOptionsBuilder;
import io.redemption.rules.RequestRule;
import io.redemption.rules.RuleSet;
import io.redemption.vertx.VertxRedemptionOptionsBuilder;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Collects {@link VaucharOptions}. Not thread-safe.
 *
 * <p>The options of a layer are set on the layer's own builder, for example {@code transport(http ->
 * http.sendTimeout(Duration.ofSeconds(2)))}, except for clock and listener: all layers share the ones that are set
 * here.
 */
public final class VaucharOptionsBuilder {
    private static final IdSource UNGUESSABLE = IdSource.secure();

    final VertxRedemptionOptionsBuilder transport;

    @Nullable
    ResilienceOptionsBuilder resilience;

    @Nullable
    CacheOptionsBuilder cache;

    @Nullable
    AttemptJournal journal;

    @Nullable
    BasketJournal basketJournal;

    UnaryOperator<RuleSet<RequestRule>> rules = UnaryOperator.identity();
    TimeSource time = TimeSource.system();
    IdSource ids = UNGUESSABLE;
    RedemptionListener listener = RedemptionListener.NONE;
    Duration portTimeout = RedemptionsBuilder.DEFAULT_PORT_TIMEOUT;
    Duration maxExecutionDelay = RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY;
    Duration maxReadLag = RedemptionsBuilder.DEFAULT_MAX_READ_LAG;
    Predicate<Thread> nonBlockingThreads = VaucharOptionsBuilder::noThread;

    @Nullable
    Executor completeOn;

    @Nullable
    ContextHook contextHook;

    boolean looksFirst;
    boolean isSingleNode;
    Duration resolveWait = Duration.ZERO;
    boolean resolvesInBackground = true;
    int maxPollsInFlight = RedemptionsBuilder.DEFAULT_MAX_POLLS_IN_FLIGHT;
    int maxPollsPerSecond = RedemptionsBuilder.DEFAULT_MAX_POLLS_PER_SECOND;

    private static boolean noThread(Thread thread) {
        return false;
    }

    VaucharOptionsBuilder(VertxRedemptionOptionsBuilder transport) {
        this.transport = transport;
        this.resilience = ResilienceOptions.builder();
    }

    VaucharOptionsBuilder(VaucharOptionsBuilder other) {
        this.transport = other.transport.build().toBuilder();
        this.resilience = other.resilience == null ? null : other.resilience.build().toBuilder();
        this.cache = other.cache == null ? null : other.cache.build().toBuilder();
        this.journal = other.journal;
        this.basketJournal = other.basketJournal;
        this.rules = other.rules;
        this.time = other.time;
        this.ids = other.ids;
        this.listener = other.listener;
        this.portTimeout = other.portTimeout;
        this.maxExecutionDelay = other.maxExecutionDelay;
        this.maxReadLag = other.maxReadLag;
        this.nonBlockingThreads = other.nonBlockingThreads;
        this.completeOn = other.completeOn;
        this.contextHook = other.contextHook;
        this.looksFirst = other.looksFirst;
        this.isSingleNode = other.isSingleNode;
        this.resolveWait = other.resolveWait;
        this.resolvesInBackground = other.resolvesInBackground;
        this.maxPollsInFlight = other.maxPollsInFlight;
        this.maxPollsPerSecond = other.maxPollsPerSecond;
    }

    /**
     * Changes how the issuer is reached: timeouts, pools, the kind of server, certificates.
     *
     * @param change receives the transport's builder with the current options
     * @return this builder
     */
    public VaucharOptionsBuilder transport(Consumer<VertxRedemptionOptionsBuilder> change) {
        change.accept(transport);
        return this;
    }

    /**
     * Changes deadline, retries, breakers and limits. Turns them on if they were turned off.
     *
     * @param change receives the builder of the resilience layer with the current options
     * @return this builder
     */
    public VaucharOptionsBuilder resilience(Consumer<ResilienceOptionsBuilder> change) {
        if (resilience == null) {
            resilience = ResilienceOptions.builder();
        }
        change.accept(resilience);
        return this;
    }

    /**
     * Turns resilience off: nothing is retried, and there are no breakers and limits. By default it is on.
     *
     * @return this builder
     */
    public VaucharOptionsBuilder withoutResilience() {
        this.resilience = null;
        return this;
    }

    /**
     * Turns the cache on, with its defaults. By default it is off.
     *
     * @return this builder
     */
    public VaucharOptionsBuilder cached() {
        return cached(defaults -> {});
    }

    /**
     * Turns the cache on.
     *
     * @param timeToLive how long changes by others may stay unseen; see {@link CacheOptionsBuilder#timeToLive}
     * @return this builder
     */
    public VaucharOptionsBuilder cached(Duration timeToLive) {
        return cached(settings -> settings.timeToLive(timeToLive));
    }

    /**
     * Turns the cache on and changes its options.
     *
     * @param change receives the cache's builder with the current options
     * @return this builder
     */
    public VaucharOptionsBuilder cached(Consumer<CacheOptionsBuilder> change) {
        if (cache == null) {
            cache = CacheOptions.builder();
        }
        change.accept(cache);
        return this;
    }

    /**
     * Sets the journal of attempts; by default one in memory, whose content is lost in a crash.
     *
     * @param journal the journal, which is not closed with the redemptions
     * @return this builder
     */
    public VaucharOptionsBuilder journal(AttemptJournal journal) {
        this.journal = journal;
        return this;
    }

    /**
     * Sets the journal of baskets that are redeemed step by step, because this issuer cannot redeem them in one step;
     * see {@link io.redemption.RedemptionsBuilder#basketJournal}. By default there is none.
     *
     * @param basketJournal the journal, which is not closed with the redemptions
     * @return this builder
     */
    public VaucharOptionsBuilder basketJournal(BasketJournal basketJournal) {
        this.basketJournal = basketJournal;
        return this;
    }

    /**
     * Changes the rules that check a request before it is sent; by default
     * {@link io.redemption.rules.StandardRules#forRequests}.
     *
     * @param change receives the current rules
     * @return this builder
     */
    public VaucharOptionsBuilder requestRules(UnaryOperator<RuleSet<RequestRule>> change) {
        UnaryOperator<RuleSet<RequestRule>> before = rules;
        this.rules = standard -> change.apply(before.apply(standard));
        return this;
    }

    /**
     * Adds a rule that checks a request before it is sent, or replaces the one of that name.
     *
     * @param name the rule's name, for example {@code acme.min_basket}
     * @param rule the rule
     * @return this builder
     */
    public VaucharOptionsBuilder requestRule(String name, RequestRule rule) {
        return requestRules(rules -> rules.with(name, rule));
    }

    /**
     * Sets the clock and timer of all layers; by default the machine's.
     *
     * @param time the clock and timer
     * @return this builder
     */
    public VaucharOptionsBuilder time(TimeSource time) {
        this.time = time;
        return this;
    }

    /**
     * Sets the source of attempt and transaction ids; by default one whose ids cannot be guessed.
     *
     * @param ids the source
     * @return this builder
     */
    public VaucharOptionsBuilder ids(IdSource ids) {
        this.ids = ids;
        return this;
    }

    /**
     * Adds a listener for the events of all layers, for example for metrics. May be repeated: each listener is
     * notified.
     *
     * @param listener the listener
     * @return this builder
     */
    public VaucharOptionsBuilder listener(RedemptionListener listener) {
        this.listener = this.listener.equals(RedemptionListener.NONE) ? listener : this.listener.and(listener);
        return this;
    }

    /**
     * Sets how long the backstop waits for the layers below it; a write that takes longer is in doubt.
     *
     * @param portTimeout more than the total deadline; by default {@link RedemptionsBuilder#DEFAULT_PORT_TIMEOUT}
     * @return this builder
     */
    public VaucharOptionsBuilder portTimeout(Duration portTimeout) {
        this.portTimeout = portTimeout;
        return this;
    }

    /**
     * Sets how late the issuer may execute a request that timed out here. {@link io.redemption.model.Resolution.Absent}
     * depends on it.
     *
     * @param maxExecutionDelay no less than the deadline of a call; by default
     *     {@link RedemptionsBuilder#DEFAULT_MAX_EXECUTION_DELAY}
     * @return this builder
     */
    public VaucharOptionsBuilder maxExecutionDelay(Duration maxExecutionDelay) {
        this.maxExecutionDelay = maxExecutionDelay;
        return this;
    }

    /**
     * Sets how late the issuer's lists may show an executed request. {@link io.redemption.model.Resolution.Absent}
     * depends on it.
     *
     * @param maxReadLag more than zero; by default {@link RedemptionsBuilder#DEFAULT_MAX_READ_LAG}. The read lag of a
     *     cache must be at least as long
     * @return this builder
     */
    public VaucharOptionsBuilder maxReadLag(Duration maxReadLag) {
        this.maxReadLag = maxReadLag;
        return this;
    }

    /**
     * Sets which threads must not block; on them {@link io.redemption.Redemptions#blocking} fails at once. Event loops
     * of Vert.x are always included.
     *
     * @param threads returns whether a thread must not block, for example Reactor's
     *     {@code Schedulers::isNonBlockingThread}
     * @return this builder
     */
    public VaucharOptionsBuilder nonBlockingThreads(Predicate<Thread> threads) {
        this.nonBlockingThreads = threads;
        return this;
    }

    /**
     * Sets where calls complete, as {@link RedemptionsBuilder#completeOn} says; by default on the thread on which their
     * outcome arrives, often an event loop, so that continuations must not block.
     *
     * @param executor runs the completion of each call, and so the continuations; not shut down with the redemptions
     * @return this builder
     */
    public VaucharOptionsBuilder completeOn(Executor executor) {
        this.completeOn = executor;
        return this;
    }

    /**
     * Sets what carries the context of callers to the threads on which their calls go on, as
     * {@link RedemptionsBuilder#contextHook} says; by default nothing is carried.
     *
     * @param hook captures and restores, for example the MDC
     * @return this builder
     */
    public VaucharOptionsBuilder contextHook(ContextHook hook) {
        this.contextHook = hook;
        return this;
    }

    /**
     * Reads the issuer's record before an attempt that the journal does not know is sent, as
     * {@link RedemptionsBuilder#lookFirst} says; by default off.
     *
     * @return this builder
     */
    public VaucharOptionsBuilder lookFirst() {
        this.looksFirst = true;
        return this;
    }

    /**
     * Declares that no other process redeems for this merchant, as {@link RedemptionsBuilder#singleNode} says; by
     * default not.
     *
     * @return this builder
     */
    public VaucharOptionsBuilder singleNode() {
        this.isSingleNode = true;
        return this;
    }

    /**
     * Sets how long a redeem or a reverse that ended unknown waits for its resolution, as
     * {@link RedemptionsBuilder#resolveWait} says, but never beyond the total deadline of the call. By default zero.
     *
     * @param wait zero or more, for example 3 seconds
     * @return this builder
     */
    public VaucharOptionsBuilder resolveWait(Duration wait) {
        this.resolveWait = wait;
        return this;
    }

    /**
     * Sets whether doubts are resolved in the background, as {@link RedemptionsBuilder#resolveInBackground} says; by
     * default they are.
     *
     * @param resolves {@code false} if the caller resolves tickets
     * @return this builder
     */
    public VaucharOptionsBuilder resolveInBackground(boolean resolves) {
        this.resolvesInBackground = resolves;
        return this;
    }

    /**
     * Limits how often the issuer's record is read to resolve doubts, as {@link RedemptionsBuilder#pollBudget} says.
     *
     * @param inFlight how many polls may be under way at once; more than zero, by default
     *     {@value io.redemption.RedemptionsBuilder#DEFAULT_MAX_POLLS_IN_FLIGHT}
     * @param perSecond how many polls may begin in a second; more than zero, by default
     *     {@value io.redemption.RedemptionsBuilder#DEFAULT_MAX_POLLS_PER_SECOND}
     * @return this builder
     */
    public VaucharOptionsBuilder pollBudget(int inFlight, int perSecond) {
        this.maxPollsInFlight = inFlight;
        this.maxPollsPerSecond = perSecond;
        return this;
    }

    /**
     * Builds the options.
     *
     * @return the options
     * @throws IllegalArgumentException if an option is out of the range of its method, or contradicts another; the
     *     message names it
     */
    public VaucharOptions build() {
        return new VaucharOptions(this);
    }
}
