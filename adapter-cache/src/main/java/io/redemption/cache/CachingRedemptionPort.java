package io.redemption.cache;

import io.redemption.internal.calls.UnsentCalls;
import io.redemption.model.BasketOutcome;
import io.redemption.model.CallOptions;
import io.redemption.model.Capabilities;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Operation;
import io.redemption.model.ProbeResult;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.ValidationResult;
import io.redemption.port.CallOptionsPort;
import io.redemption.port.IdSource;
import io.redemption.port.InvalidationBus;
import io.redemption.port.InvalidationBus.Subscription;
import io.redemption.port.ProbePort;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionChangeListener;
import io.redemption.port.RedemptionPort;
import io.redemption.port.TimeSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers reads of another port from memory while they are recent enough. <b>No history that it serves predates a
 * redemption or reversal that this node saw acknowledged before the call began</b>, whether the issuer's lists lag or
 * not.
 *
 * <p>{@link #history}, {@link #find} and {@link #lookup(RedeemableId, Freshness)} are answered from memory, and only
 * with {@link Freshness#CACHED_OK}. {@link #validate} always asks the issuer, because its result holds only now. So
 * does {@link #lookup(Code)}: a code is a bearer secret and never a key, not even as a hash, because guessing finds the
 * code of a hash. A state in memory is a hint: {@code redeem} always asks the issuer.
 *
 * <p>Writes pass through. However a write ends, the entries of its redeemables are dropped before the caller gets the
 * outcome. A write in doubt keeps its redeemable out of memory until {@link Change#SETTLED} is reported for it, or
 * until the same write, sent again, has an answer. Several writes in doubt must all be settled. {@code Redemptions}
 * reports this and all that it learns later: to this port if it is built over it, otherwise with
 * {@code changes(thisPort)}.
 *
 * <p>A history that contradicts an acknowledged write is read again after each {@linkplain CacheOptions#rereadDelays
 * delay}. Then the issuer is asked for each redemption that is missing, and its answer is believed. The history is
 * completed with the answers, is {@linkplain io.redemption.model.Completeness#UNKNOWN no longer proven complete}, and
 * is not kept. So lists may lag as long as an acknowledged redemption can be found by its id. After the delays and five
 * more seconds the issuer is not asked again, and redemptions are shown as they were acknowledged.
 *
 * <p>Changes by other nodes are seen when the {@linkplain CacheOptions#timeToLive time to live} has passed, or earlier
 * through the {@linkplain CacheOptions#bus bus}. Nothing more is promised across nodes.
 *
 * <p>Callers who miss the same entry share one read. Cancelling ends a caller's own stage; the read is cancelled when
 * all its callers have cancelled. Failures are never kept. One port serves one merchant. Thread-safe. Never blocks, and
 * holds no lock while it calls other code.
 */
public final class CachingRedemptionPort
        implements CallOptionsPort, RedeemablePort, ProbePort, RedemptionChangeListener, AutoCloseable {
    private final RedemptionPort delegate;
    private final CacheOptions options;
    private final CaffeineStore store;
    private final WriteMemory memory;
    private final HistoryCache histories;
    private final StateCache states;
    private final ChangeReceiver changes;
    private final Writes writes;
    private final Subscription subscription;

    CachingRedemptionPort(RedemptionPort delegate, CacheOptions options, WriteMemory memory) {
        TimeSource time = options.time();
        this.delegate = delegate;
        this.options = options;
        this.store = new CaffeineStore(time, options.maxWeight());
        this.memory = memory;
        EntryLoader.Shared shared = new EntryLoader.Shared(store, memory, time);
        HistoryRead.Source source =
                new HistoryRead.Source(delegate, memory, time, options.rereadDelays(), options.maxReadLag());
        this.histories = new HistoryCache(shared, options, source, reports(Operation.HISTORY), reports(Operation.FIND));
        RedeemablePort redeemables = delegate instanceof RedeemablePort both ? both : null;
        this.states = new StateCache(shared, options, redeemables, reports(Operation.LOOKUP));
        InvalidationPublisher publisher =
                new InvalidationPublisher(options.bus(), originOn(options.bus()), options.merchant());
        this.changes = new ChangeReceiver(memory, histories, states, publisher);
        this.writes = new Writes(delegate, memory, changes);
        InvalidationSubscriber subscriber =
                new InvalidationSubscriber(publisher.origin(), options.merchant(), changes, this::dropAll);
        this.subscription = options.bus().subscribe(subscriber);
    }

    private CachingRedemptionPort(CachingRedemptionPort whole, RedemptionPort delegate, boolean sharesReads) {
        this.delegate = delegate;
        this.options = whole.options;
        this.store = whole.store;
        this.memory = whole.memory;
        this.histories = whole.histories.with(delegate, sharesReads);
        this.states = whole.states.with(delegate instanceof RedeemablePort both ? both : null, sharesReads);
        this.changes = whole.changes;
        this.writes = new Writes(delegate, memory, changes);
        this.subscription = whole.subscription;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Options go to the delegate, with two exceptions. A read that callers share keeps its own time: a caller's
     * deadline ends their stage, not the read. And what waits for room is read for its caller alone, and is not kept.
     * Closing either port closes both.
     */
    @Override
    public CachingRedemptionPort withOptions(CallOptions calls) {
        boolean sharesReads = calls.roomWait().isEmpty();
        return new CachingRedemptionPort(this, CallOptionsPort.of(delegate, calls), sharesReads);
    }

    /** Returns a name that no other node has; a constant without a bus, which sends no name. */
    private static String originOn(InvalidationBus bus) {
        return InvalidationBus.NONE.equals(bus) ? "alone" : IdSource.secure().token(25);
    }

    private CacheReporter reports(Operation operation) {
        return new CacheReporter(operation, options.listener(), options.time(), store);
    }

    /**
     * Returns an empty cache over a port. It joins the {@linkplain CacheOptions#bus bus} at once.
     *
     * @param delegate the port to read from and to write to. Look-ups and validations need a {@link RedeemablePort};
     *     otherwise they fail with {@link io.redemption.model.FailureCode#NOT_SUPPORTED}
     * @param options how much is held, and for how long
     * @return the port
     */
    public static CachingRedemptionPort over(RedemptionPort delegate, CacheOptions options) {
        return new CachingRedemptionPort(delegate, options, new WriteMemory(options.time(), options.retention()));
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return attempt == null ? UnsentCalls.missing("attempt") : writes.redeem(attempt);
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        List<RedemptionAttempt> basket;
        try {
            basket = List.copyOf(attempts);
        } catch (NullPointerException nothing) {
            return UnsentCalls.missing("attempts");
        }
        return writes.redeemAll(basket);
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return reversal == null ? UnsentCalls.missing("reversal") : writes.reverse(reversal);
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return redeemable == null || redemption == null || freshness == null
                ? UnsentCalls.missing("redeemable, redemption or freshness")
                : histories.find(redeemable, redemption, freshness);
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return redeemable == null || query == null
                ? UnsentCalls.missing("redeemable or query")
                : histories.history(redeemable, query);
    }

    @Override
    public Capabilities capabilities() {
        return delegate.capabilities();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Fails with {@link FailureCode#NOT_SUPPORTED} if the delegate is no {@link ProbePort}.
     */
    @Override
    public CompletionStage<ProbeResult> probe() {
        return delegate instanceof ProbePort port
                ? port.probe()
                : CompletableFuture.failedStage(
                        new RedemptionException(FailureCode.NOT_SUPPORTED, "this issuer cannot be probed"));
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return id == null || freshness == null ? UnsentCalls.missing("id or freshness") : states.lookup(id, freshness);
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return code == null ? UnsentCalls.missing("code") : states.lookup(code);
    }

    @Override
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return request == null ? UnsentCalls.missing("request") : states.validate(request);
    }

    @Override
    public void changed(RedeemableId id, Change change, @Nullable RedemptionChange redemption) {
        changes.changed(id, change, redemption);
    }

    private void dropAll() {
        memory.endAll();
        try {
            store.dropAll();
        } catch (Throwable brokenStore) {
            return; // an entry of an older generation is never served
        }
    }

    /** Leaves the bus. The delegate stays open. May be repeated. */
    @Override
    public void close() {
        subscription.close();
    }

    /** {@return time to live, weight and the delegate's own text} */
    @Override
    public String toString() {
        return "Caching(" + options.timeToLive() + ", " + options.maxWeight() + ", " + delegate + ")";
    }
}
