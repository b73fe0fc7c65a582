package io.redemption;

import io.redemption.events.RedemptionListener;
import io.redemption.port.AttemptJournal;
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
import org.jspecify.annotations.Nullable;

/** Collects what {@link Redemptions} is made of. Not thread-safe. */
public final class RedemptionsBuilder {
    /** How long the backstop waits for a port by default: 30 seconds, far above any adapter's own deadline. */
    public static final Duration DEFAULT_PORT_TIMEOUT = Duration.ofSeconds(30);

    /** How late an issuer may by default execute a request that we gave up: 60 seconds. */
    public static final Duration DEFAULT_MAX_EXECUTION_DELAY = Duration.ofSeconds(60);

    /** How late an issuer's list may by default show what it executed: 5 seconds. */
    public static final Duration DEFAULT_MAX_READ_LAG = Duration.ofSeconds(5);

    private final RedemptionPort port;
    private final List<AutoCloseable> resources = new ArrayList<>();
    private @Nullable RedeemablePort redeemables;
    private @Nullable AttemptJournal journal;
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
    private boolean looksFirst;

    RedemptionsBuilder(RedemptionPort port) {
        this.port = port;
        this.redeemables = port instanceof RedeemablePort both ? both : null;
        this.changes = port instanceof RedemptionChangeListener cache ? cache : RedemptionChangeListener.NONE;
        this.requestRules = StandardRules.forRequests(port.capabilities().maxScale());
    }

    /**
     * Sets where redeemables are looked up; by default the port itself, if it can.
     *
     * @param redeemables the port for look-ups
     * @return this builder
     */
    public RedemptionsBuilder redeemables(RedeemablePort redeemables) {
        this.redeemables = redeemables;
        return this;
    }

    /**
     * Sets where attempts are remembered; by default {@link AttemptJournal#inMemory}, which a crash forgets.
     *
     * @param journal the journal
     * @return this builder
     */
    public RedemptionsBuilder journal(AttemptJournal journal) {
        this.journal = journal;
        return this;
    }

    /**
     * Sets the rules that judge a request before it is sent; by default {@link StandardRules#forRequests} with the
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
     * Adds a rule to those that judge a request before it is sent, or replaces the one of that name.
     *
     * @param name the rule's name, for example {@code acme.min_basket}
     * @param rule the rule
     * @return this builder
     */
    public RedemptionsBuilder requestRule(String name, RequestRule rule) {
        return requestRules(requestRules.with(name, rule));
    }

    /**
     * Sets the clock and timer; by default the machine's.
     *
     * @param time the clock and timer
     * @return this builder
     */
    public RedemptionsBuilder time(TimeSource time) {
        this.time = time;
        return this;
    }

    /**
     * Sets what makes attempt and transaction ids; by default one that nobody can guess.
     *
     * @param ids the source
     * @return this builder
     */
    public RedemptionsBuilder ids(IdSource ids) {
        this.ids = ids;
        return this;
    }

    /**
     * Sets who is told what happens; by default nobody.
     *
     * @param listener the listener
     * @return this builder
     */
    public RedemptionsBuilder listener(RedemptionListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Sets who is told what this node learned about redeemables; by default the port itself if it wants to know, as a
     * cache does, otherwise nobody.
     *
     * @param changes the receiver, for example a cache
     * @return this builder
     */
    public RedemptionsBuilder changes(RedemptionChangeListener changes) {
        this.changes = changes;
        return this;
    }

    /**
     * Sets how long the backstop waits for a port; by default {@link #DEFAULT_PORT_TIMEOUT}. A write that takes longer
     * is in doubt.
     *
     * @param portTimeout more than zero
     * @return this builder
     */
    public RedemptionsBuilder portTimeout(Duration portTimeout) {
        this.portTimeout = positive("port timeout", portTimeout);
        return this;
    }

    /**
     * Sets how late the issuer may execute a request that we gave up. {@link io.redemption.model.Resolution.Absent}
     * rests on it.
     *
     * @param maxExecutionDelay more than zero; by default {@link #DEFAULT_MAX_EXECUTION_DELAY}
     * @return this builder
     */
    public RedemptionsBuilder maxExecutionDelay(Duration maxExecutionDelay) {
        this.maxExecutionDelay = positive("max execution delay", maxExecutionDelay);
        return this;
    }

    /**
     * Sets how late the issuer's lists may show what it executed. {@link io.redemption.model.Resolution.Absent} rests
     * on it.
     *
     * @param maxReadLag more than zero; by default {@link #DEFAULT_MAX_READ_LAG}
     * @return this builder
     */
    public RedemptionsBuilder maxReadLag(Duration maxReadLag) {
        this.maxReadLag = positive("max read lag", maxReadLag);
        return this;
    }

    /**
     * Says which threads must not block, such as event loops; there {@link Redemptions#blocking} fails at once. By
     * default none.
     *
     * @param threads whether a thread must not block
     * @return this builder
     */
    public RedemptionsBuilder nonBlockingThreads(Predicate<Thread> threads) {
        this.nonBlockingThreads = threads;
        return this;
    }

    /**
     * Sets where calls complete; by default on the thread where their outcome arises, which may be an event loop or a
     * thread of this library's own, so that continuations must not block. With an executor they may, and one merchant's
     * continuations cannot keep another's calls waiting. An executor that rejects is told to the listener, and the call
     * completes where its outcome arose.
     *
     * @param executor runs the completion of each call, and so the continuations; not shut down by us
     * @return this builder
     */
    public RedemptionsBuilder completeOn(Executor executor) {
        this.completeOn = executor;
        return this;
    }

    /**
     * Looks at the issuer's record before an attempt is sent that the journal does not know. For callers whose attempt
     * ids come again, as an idempotency key does, where the journal may have forgotten them: an attempt that an earlier
     * process or another node sent is found by its transaction id, and answered as redeemed before. Costs a read of the
     * history for each new attempt; attempts without a marker, and issuers that honour attempt ids, need none. One that
     * was sent a moment ago and has not arrived yet is not found.
     *
     * @return this builder
     */
    public RedemptionsBuilder lookFirst() {
        this.looksFirst = true;
        return this;
    }

    /**
     * Hands over something that {@link Redemptions#close} closes; what is handed over last is closed first.
     *
     * @param resource for example the adapter that was made for it
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
                looksFirst,
                ids.token(16),
                List.copyOf(resources)));
    }

    private static Duration positive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: more than zero)");
        }
        return duration;
    }
}
