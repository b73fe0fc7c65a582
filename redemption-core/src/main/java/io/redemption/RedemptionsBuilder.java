package io.redemption;

import io.redemption.events.RedemptionListener;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.port.ContextHook;
import io.redemption.port.IdSource;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionChangeListener;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import io.redemption.rules.RequestRule;
import io.redemption.rules.RuleSet;
import io.redemption.rules.StandardRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Builds {@link Redemptions}. Not thread-safe. */
public final class RedemptionsBuilder {
    /**
     * The default time after which a call to the port is given up: 30 seconds, far above any adapter's own deadline.
     */
    public static final Duration DEFAULT_PORT_TIMEOUT = Duration.ofSeconds(30);

    /** The default time within which an issuer executes a request that was given up: 60 seconds. */
    public static final Duration DEFAULT_MAX_EXECUTION_DELAY = Duration.ofSeconds(60);

    /** The default time within which an issuer's list shows what it executed: 5 seconds. */
    public static final Duration DEFAULT_MAX_READ_LAG = Duration.ofSeconds(5);

    /** The default number of polls in the background that may be under way at once. */
    public static final int DEFAULT_MAX_POLLS_IN_FLIGHT = 4;

    /** The default number of polls in the background that may begin in a second. */
    public static final int DEFAULT_MAX_POLLS_PER_SECOND = 10;

    private final RedemptionPort port;
    private final List<AutoCloseable> resources = new ArrayList<>();
    private @Nullable RedeemablePort redeemables;
    private @Nullable AttemptJournal journal;
    private @Nullable BasketJournal basketJournal;
    private RuleSet<RequestRule> requestRules;
    private TimeSource time = TimeSource.system();
    private IdSource ids = IdSource.secure();
    private RedemptionListener listener = RedemptionListener.NONE;
    private RedemptionChangeListener changes;
    private Duration portTimeout = DEFAULT_PORT_TIMEOUT;
    private Duration maxExecutionDelay = DEFAULT_MAX_EXECUTION_DELAY;
    private Duration maxReadLag = DEFAULT_MAX_READ_LAG;
    private Predicate<Thread> nonBlockingThreads = thread -> false;
    private @Nullable Executor completeOn;
    private @Nullable ContextHook contextHook;
    private boolean looksFirst;
    private boolean isSingleNode;
    private Duration resolveWait = Duration.ZERO;
    private Duration resolveWithin = DEFAULT_PORT_TIMEOUT;
    private boolean resolvesInBackground = true;
    private int maxPollsInFlight = DEFAULT_MAX_POLLS_IN_FLIGHT;
    private int maxPollsPerSecond = DEFAULT_MAX_POLLS_PER_SECOND;
    private int maxWatched = 10_000;
    private RandomGenerator pollSpread = PollSchedule.unseeded();

    RedemptionsBuilder(RedemptionPort port) {
        this.port = port;
        this.redeemables = port instanceof RedeemablePort both ? both : null;
        this.changes = port instanceof RedemptionChangeListener cache ? cache : RedemptionChangeListener.NONE;
        this.requestRules = StandardRules.forRequests(port.capabilities().maxScale());
    }

    /**
     * Sets where redeemables are looked up. By default the port itself, if it is a {@link RedeemablePort}.
     *
     * @param redeemables the port for look-ups
     * @return this builder
     */
    public RedemptionsBuilder redeemables(RedeemablePort redeemables) {
        this.redeemables = redeemables;
        return this;
    }

    /**
     * Sets where attempts are remembered. By default {@link AttemptJournal#inMemory}, which is lost in a crash.
     *
     * @param journal the journal
     * @return this builder
     */
    public RedemptionsBuilder journal(AttemptJournal journal) {
        this.journal = journal;
        return this;
    }

    /**
     * Sets where baskets are remembered that are redeemed step by step, because the issuer cannot redeem them in one
     * step. By default there is no such journal, and {@link Redemptions#redeemAll} fails over such an issuer: without
     * one that survives, a basket that a crash cuts off stays partly redeemed. Use one that survives restarts together
     * with an attempt journal that does, and call {@link Redemptions#recoverBaskets} after each start.
     *
     * @param basketJournal the journal
     * @return this builder
     */
    public RedemptionsBuilder basketJournal(BasketJournal basketJournal) {
        this.basketJournal = basketJournal;
        return this;
    }

    /**
     * Sets the rules that a request must pass before it is sent. By default {@link StandardRules#forRequests} with the
     * port's decimals.
     *
     * @param rules the rules
     * @return this builder
     */
    public RedemptionsBuilder requestRules(RuleSet<RequestRule> rules) {
        this.requestRules = rules;
        return this;
    }

    /**
     * Adds a rule that a request must pass before it is sent, or replaces the rule of that name.
     *
     * @param name the rule's name, for example {@code acme.min_basket}
     * @param rule the rule
     * @return this builder
     */
    public RedemptionsBuilder requestRule(String name, RequestRule rule) {
        return requestRules(requestRules.with(name, rule));
    }

    /**
     * Sets the clock and timer. By default the machine's.
     *
     * @param time the clock and timer
     * @return this builder
     */
    public RedemptionsBuilder time(TimeSource time) {
        this.time = time;
        return this;
    }

    /**
     * Sets the source of attempt and transaction ids. By default a source that nobody can guess.
     *
     * @param ids the source
     * @return this builder
     */
    public RedemptionsBuilder ids(IdSource ids) {
        this.ids = ids;
        return this;
    }

    /**
     * Sets the listener for events. By default there is none.
     *
     * @param listener the listener
     * @return this builder
     */
    public RedemptionsBuilder listener(RedemptionListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Sets the listener for changes of redeemables that this node learns of. By default the port itself if it is a
     * {@link RedemptionChangeListener}, as a cache is.
     *
     * @param changes the listener, for example a cache
     * @return this builder
     */
    public RedemptionsBuilder changes(RedemptionChangeListener changes) {
        this.changes = changes;
        return this;
    }

    /**
     * Sets the time after which a call to the port is given up. By default {@link #DEFAULT_PORT_TIMEOUT}. A write that
     * takes longer is in doubt.
     *
     * @param portTimeout more than zero
     * @return this builder
     */
    public RedemptionsBuilder portTimeout(Duration portTimeout) {
        this.portTimeout = positive("port timeout", portTimeout);
        return this;
    }

    /**
     * Sets the longest time within which the issuer executes a request that was given up.
     * {@link io.redemption.model.Resolution.Absent} depends on it.
     *
     * @param maxExecutionDelay more than zero; by default {@link #DEFAULT_MAX_EXECUTION_DELAY}
     * @return this builder
     */
    public RedemptionsBuilder maxExecutionDelay(Duration maxExecutionDelay) {
        this.maxExecutionDelay = positive("max execution delay", maxExecutionDelay);
        return this;
    }

    /**
     * Sets the longest time within which the issuer's lists show what it executed.
     * {@link io.redemption.model.Resolution.Absent} depends on it.
     *
     * @param maxReadLag more than zero; by default {@link #DEFAULT_MAX_READ_LAG}
     * @return this builder
     */
    public RedemptionsBuilder maxReadLag(Duration maxReadLag) {
        this.maxReadLag = positive("max read lag", maxReadLag);
        return this;
    }

    /**
     * Sets which other threads must not block. On them {@link Redemptions#blocking} fails at once, as it always does on
     * threads that Reactor marks as non-blocking and on event loops of Netty. By default no others.
     *
     * @param threads whether a thread must not block
     * @return this builder
     */
    public RedemptionsBuilder nonBlockingThreads(Predicate<Thread> threads) {
        this.nonBlockingThreads = threads;
        return this;
    }

    /**
     * Sets where calls complete. By default on the thread where their outcome arises, which may be an event loop or a
     * thread of this library, so that continuations must not block. With an executor they may block, and one merchant's
     * continuations cannot delay another's calls. If the executor rejects a task, this is reported to the listener, and
     * the call completes where its outcome arose.
     *
     * @param executor runs the completion of each call, and so the continuations; the redemptions do not shut it down
     * @return this builder
     */
    public RedemptionsBuilder completeOn(Executor executor) {
        this.completeOn = executor;
        return this;
    }

    /**
     * Sets what carries the context of a caller, such as the MDC or the current span: captured when a call begins, and
     * restored around the continuations of the stage that the caller gets, around the listener's events of this call,
     * and around the calls to the port, including those that other layers repeat. With {@link #completeOn} it is
     * restored on that executor. By default nothing is carried.
     *
     * <p>What is done in the background has no context: the resolution of doubts, the undoing of baskets, and events of
     * the layers below the port, which come on their own threads. A continuation that is added to a stage that has
     * ended runs on the thread that adds it, as it is.
     *
     * @param hook captures and restores; what it throws reaches no call
     * @return this builder
     */
    public RedemptionsBuilder contextHook(ContextHook hook) {
        this.contextHook = hook;
        return this;
    }

    /**
     * Reads the issuer's record before an attempt that the journal does not know is sent. For callers who repeat
     * attempt ids, such as idempotency keys, that the journal may have lost. An attempt that an earlier process or
     * another node sent is found by its transaction id, and answered as replayed. Costs a read of the history for each
     * new attempt, except for attempts without a marker and issuers that honour attempt ids. An attempt that was sent
     * just before and has not arrived is not found.
     *
     * @return this builder
     */
    public RedemptionsBuilder lookFirst() {
        this.looksFirst = true;
        return this;
    }

    /**
     * Declares that no other process redeems for this merchant, so that a journal which survives restarts knows every
     * attempt that was ever sent. {@link Redemptions#recognisesAttempts} is then true for such a journal even if it is
     * not shared.
     *
     * @return this builder
     */
    public RedemptionsBuilder singleNode() {
        this.isSingleNode = true;
        return this;
    }

    /**
     * Sets how long a redeem or a reverse that ended unknown waits for its resolution before it answers. It polls the
     * issuer's record meanwhile. It may then answer redeemed or reversed, never that nothing happened, because proving
     * that takes longer. An issuer that declares {@link io.redemption.model.Capability#IDEMPOTENT_ATTEMPTS} is sent the
     * same attempt again instead, and a redeem may then be refused as well. By default it does not wait, so that a call
     * ends when its deadline says.
     *
     * @param wait zero or more
     * @param within how long after its beginning the call answers at the latest, for example the deadline of a call;
     *     zero or more
     * @return this builder
     */
    public RedemptionsBuilder resolveWait(Duration wait, Duration within) {
        this.resolveWait = notNegative("resolve wait", wait);
        this.resolveWithin = notNegative("resolve wait within", within);
        return this;
    }

    /**
     * Sets whether doubts are resolved in the background, as is the default: after a call has answered unknown, and
     * after a restart those that the journal hands out. The issuer's record is read 0.25, 1, 4 and 15 seconds after the
     * doubt began, again when absence can be proven, and then less and less often for 24 hours. Only reads are sent.
     * The result goes to the journal and the listener. What cannot be settled is handed over to a person by
     * {@link RedemptionListener#handedOver}.
     *
     * @param resolves {@code false} if the caller resolves tickets
     * @return this builder
     */
    public RedemptionsBuilder resolveInBackground(boolean resolves) {
        this.resolvesInBackground = resolves;
        return this;
    }

    /**
     * Limits the polls of the issuer's record, each of which is one read or a few. Polls over the limit take place
     * later.
     *
     * @param inFlight how many may be under way at once; more than zero, by default
     *     {@value #DEFAULT_MAX_POLLS_IN_FLIGHT}
     * @param perSecond how many may begin in a second; more than zero, by default
     *     {@value #DEFAULT_MAX_POLLS_PER_SECOND}
     * @return this builder
     */
    public RedemptionsBuilder pollBudget(int inFlight, int perSecond) {
        if (inFlight <= 0 || perSecond <= 0) {
            throw new IllegalArgumentException(
                    "poll budget: " + inFlight + ", " + perSecond + " a second (expected: more than zero)");
        }
        this.maxPollsInFlight = inFlight;
        this.maxPollsPerSecond = perSecond;
        return this;
    }

    /** Sets how many doubts are polled by turns, more than zero. */
    RedemptionsBuilder maxWatched(int doubts) {
        this.maxWatched = doubts;
        return this;
    }

    /**
     * Sets the source of the random times by which polls of several processes are spread. A test sets a seeded one.
     *
     * @param random the source; used by one thread at a time
     * @return this builder
     */
    public RedemptionsBuilder pollSpread(RandomGenerator random) {
        this.pollSpread = random;
        return this;
    }

    /**
     * Adds a resource that {@link Redemptions#close} closes. The last one added is closed first.
     *
     * @param resource for example the adapter that was created for these redemptions
     * @return this builder
     */
    public RedemptionsBuilder ownedResource(AutoCloseable resource) {
        this.resources.add(0, resource);
        return this;
    }

    /** {@return the redemptions} */
    public Redemptions build() {
        return new Redemptions(new RedemptionsContext(
                port,
                redeemables,
                journal == null ? AttemptJournal.inMemory(time) : journal,
                basketJournal,
                requestRules,
                time,
                ids,
                listener.guarded(),
                changes,
                portTimeout,
                maxExecutionDelay,
                maxReadLag,
                nonBlockingThreads,
                completeOn,
                contextHook,
                looksFirst,
                isSingleNode,
                new ResolutionSettings(
                        resolveWait,
                        resolveWithin,
                        resolvesInBackground,
                        maxPollsInFlight,
                        maxPollsPerSecond,
                        maxWatched,
                        pollSpread),
                ids.token(16),
                List.copyOf(resources)));
    }

    private static Duration notNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: zero or more)");
        }
        return duration;
    }

    private static Duration positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: more than zero)");
        }
        return duration;
    }
}
