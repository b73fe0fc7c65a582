package io.redemption.events;

import io.redemption.model.AttemptId;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionId;
import io.redemption.model.Resolution;
import io.redemption.model.ViolationCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of events, for metrics and logs. Gets no personal data. Correctness never depends on it: what it throws
 * is swallowed. Called on the thread of the event; must not block. Thread-safe.
 *
 * <p>New events come as new methods that do nothing by default.
 */
public interface RedemptionListener {
    /** Ignores everything. */
    RedemptionListener NONE = new RedemptionListener() {};

    /**
     * A call began, before anything was journalled or sent.
     *
     * @param event what began
     */
    default void begun(Begun event) {}

    /**
     * A send was handed to the transport. Reported by adapters that send and have a listener. {@code Redemptions}
     * itself reports calls, which may be one send, several or none.
     *
     * @param event which
     */
    default void sent(Sent event) {}

    /**
     * A call ended. Reported also for a write whose caller cancelled.
     *
     * @param event how
     */
    default void ended(Ended event) {}

    /**
     * An attempt to resolve an unknown outcome ended.
     *
     * @param event the result
     */
    default void resolved(Resolved event) {}

    /**
     * An adapter broke the contract of its port, and the library corrected it; or the adapter found that the issuer is
     * not the one it was configured for.
     *
     * @param event what it did
     */
    default void contractBroken(ContractBroken event) {}

    /**
     * A call will be sent again. Reported by decorators that retry.
     *
     * @param event which, why and when
     */
    default void retrying(Retrying event) {}

    /**
     * A circuit breaker changed its state.
     *
     * @param event which, and to what
     */
    default void breakerChanged(BreakerChanged event) {}

    /**
     * The use of a connection pool changed. Reported by adapters that have one.
     *
     * @param event how many there are now
     */
    default void poolChanged(PoolChanged event) {}

    /**
     * The issuer's clock and ours differ by more than the tolerance. Reported by adapters that see the issuer's time:
     * once for each port, and again when the difference has changed by more than a minute.
     *
     * @param event by how much
     */
    default void clocksDiffer(ClocksDiffer event) {}

    /**
     * A read came to a cache.
     *
     * @param event what the cache did
     */
    default void cacheRead(CacheRead event) {}

    /**
     * A cache read from the issuer.
     *
     * @param event the result
     */
    default void cacheLoaded(CacheLoaded event) {}

    /**
     * A redemption appeared that had been resolved as absent or as reversed. The earlier answer was wrong, because the
     * issuer executed or listed later than configured. A person should check what was done because of it.
     *
     * @param event which
     */
    default void contradicted(Contradicted event) {}

    /**
     * A doubt cannot be settled by reading. It stays unknown, and a person must settle it.
     *
     * @param event which
     */
    default void handedOver(HandedOver event) {}

    /**
     * A component that the library calls threw, and the library went on without it. Reported once for each component
     * and kind of error.
     *
     * @param event what failed
     */
    default void componentFailed(ComponentFailed event) {}

    /**
     * Combines two listeners. What one of them throws reaches neither the caller nor the other.
     *
     * @param next is called after this one
     * @return a listener that calls both and never throws
     */
    default RedemptionListener and(RedemptionListener next) {
        return GuardedListener.of(this, next);
    }

    /**
     * Returns this listener with a guard: nothing that it throws reaches the caller, errors included. Every source of
     * events wraps its listener with this.
     *
     * @return a listener that calls this one and never throws
     */
    default RedemptionListener guarded() {
        return GuardedListener.of(this);
    }

    /**
     * A call began.
     *
     * @param operation which operation
     * @param kind of what; {@code null} if it is not known
     */
    record Begun(Operation operation, @Nullable RedeemableKind kind) {}

    /**
     * A send.
     *
     * @param operation which operation
     * @param kind of what; {@code null} if it is not known
     * @param number 1 for the first send of a call
     */
    record Sent(Operation operation, @Nullable RedeemableKind kind, int number) {}

    /**
     * A call ended.
     *
     * @param operation which operation
     * @param kind of what; {@code null} if it is not known
     * @param ending how it ended
     * @param reasons why it was refused; otherwise empty
     * @param doubt why it is unknown; otherwise {@code null}
     * @param failure why it failed; otherwise {@code null}
     * @param elapsed how long it took
     */
    record Ended(
            Operation operation,
            @Nullable RedeemableKind kind,
            CallResult ending,
            List<ViolationCode> reasons,
            @Nullable Doubt doubt,
            @Nullable FailureCode failure,
            Duration elapsed) {}

    /** How a call can end. */
    enum CallResult {
        /** A write was executed, or a read was answered. */
        DONE,
        /** An earlier answer was repeated. */
        REPLAYED,
        /** Nothing changed, for reasons. */
        REFUSED,
        /** It may or may not have happened. */
        UNKNOWN,
        /** It failed; a write certainly did not happen. */
        FAILED
    }

    /**
     * An attempt to resolve an unknown outcome ended.
     *
     * @param operation what was in doubt
     * @param kind of what
     * @param verdict the result
     * @param age how long it had been in doubt
     * @param redemptions what was found: the redemption that is confirmed, all of a duplicate, those that keep it
     *     unknown, or none
     */
    record Resolved(
            Operation operation, RedeemableKind kind, Verdict verdict, Duration age, List<RedemptionId> redemptions) {
        /**
         * Copies the list.
         *
         * @param operation as the component says
         * @param kind as the component says
         * @param verdict as the component says
         * @param age as the component says
         * @param redemptions as the component says
         */
        public Resolved {
            redemptions = List.copyOf(redemptions);
        }

        /**
         * Creates a result for which nothing was found.
         *
         * @param operation as the component says
         * @param kind as the component says
         * @param verdict as the component says
         * @param age as the component says
         */
        public Resolved(Operation operation, RedeemableKind kind, Verdict verdict, Duration age) {
            this(operation, kind, verdict, age, List.of());
        }
    }

    /** The possible results of resolving an unknown outcome; see {@link Resolution}. */
    enum Verdict {
        /** The redemption is active. */
        CONFIRMED,
        /** There is no such redemption. */
        ABSENT,
        /** There is more than one. */
        DUPLICATE,
        /** It is not known yet. */
        STILL_UNKNOWN
    }

    /**
     * An answer turned out to be wrong.
     *
     * @param operation the operation that was resolved wrongly, redeem or reverse
     * @param kind of what
     * @param redemption the active redemption
     */
    record Contradicted(Operation operation, RedeemableKind kind, RedemptionId redemption) {}

    /**
     * A doubt for a person to settle.
     *
     * @param operation what is in doubt
     * @param kind of what
     * @param attempt the attempt, or {@code null} for a reversal
     * @param why the obstacle
     */
    record HandedOver(
            Operation operation,
            RedeemableKind kind,
            @Nullable AttemptId attempt,
            Resolution.Obstacle why) {}

    /**
     * A component that threw.
     *
     * @param component which
     * @param thrown the class name of what it threw, without the message, which may hold secrets
     */
    record ComponentFailed(Component component, String thrown) {}

    /** The components that the library calls. */
    enum Component {
        /** A listener. */
        LISTENER,
        /** A receiver of changes, such as a cache. */
        CHANGE_LISTENER,
        /** The attempt journal. */
        JOURNAL,
        /** The clock and timer. */
        TIME_SOURCE,
        /** The source of credentials. */
        CREDENTIALS,
        /** The executor that completes calls. */
        EXECUTOR
    }

    /**
     * A broken contract.
     *
     * @param operation which operation
     * @param what the violation, without texts of the adapter
     */
    record ContractBroken(Operation operation, ContractViolation what) {}

    /** How an adapter can break the contract. */
    enum ContractViolation {
        /** It threw instead of failing its stage. */
        THREW,
        /** It returned null instead of a stage. */
        NULL_STAGE,
        /** Its stage completed with null. */
        NULL_ANSWER,
        /** A write's stage failed with something that proves nothing. */
        UNPROVEN_FAILURE,
        /** It confirmed something other than the request. */
        WRONG_ECHO,
        /** Its stage did not complete in time. */
        NEVER_ENDED,
        /**
         * It was configured for an issuer, and a gateway answers. Promises that only the issuer can make are not relied
         * on.
         */
        UNDECLARED_GATEWAY
    }

    /**
     * A repetition.
     *
     * @param operation which operation
     * @param kind of what; {@code null} if it is not known
     * @param number of the next send, 2 for the first repetition
     * @param delay how long it waits before
     * @param failure why the send before failed, or {@code null} if it ended in doubt
     * @param doubt why the send before is in doubt, or {@code null} if it failed
     */
    record Retrying(
            Operation operation,
            @Nullable RedeemableKind kind,
            int number,
            Duration delay,
            @Nullable FailureCode failure,
            @Nullable Doubt doubt) {}

    /**
     * Reads and writes have pools and breakers of their own: failing writes must not block the reads that resolve them.
     */
    enum TrafficClass {
        /** Find, history, look-up, validate. */
        READS,
        /** Redeem and reverse. */
        WRITES
    }

    /**
     * A circuit breaker's new state.
     *
     * @param lane the traffic of the breaker
     * @param state its state now
     */
    record BreakerChanged(TrafficClass lane, BreakerState state) {}

    /** Which calls a circuit breaker allows. */
    enum BreakerState {
        /** Everything. */
        CLOSED,
        /** A few calls, to find out whether the issuer is back. */
        HALF_OPEN,
        /** Nothing. */
        OPEN
    }

    /**
     * The use of a pool of connections.
     *
     * @param lane the traffic of the pool
     * @param inUse how many sends have a connection
     * @param waiting how many sends wait for one, or for one to be made
     */
    record PoolChanged(TrafficClass lane, int inUse, int waiting) {}

    /**
     * Two clocks that differ.
     *
     * @param difference the issuer's clock minus ours, to the second; negative if ours is ahead
     */
    record ClocksDiffer(Duration difference) {}

    /**
     * A read that came to a cache.
     *
     * @param operation which operation
     * @param answer what the cache did
     */
    record CacheRead(Operation operation, CacheResult answer) {}

    /** What a cache can do with a read. */
    enum CacheResult {
        /** It answered from its memory. */
        HIT,
        /** It read from the issuer. */
        MISS,
        /** It waits for a read that another caller began. */
        JOINED,
        /** It was not used: the caller asked the issuer, the redeemable is in doubt, or the cache is broken. */
        BYPASSED
    }

    /**
     * A read of a cache from the issuer.
     *
     * @param operation which operation
     * @param end the result
     * @param elapsed how long it took
     * @param weight how many redemptions and states the cache holds now
     */
    record CacheLoaded(Operation operation, LoadResult end, Duration elapsed, long weight) {}

    /** What a cache did with what it read. */
    enum LoadResult {
        /** It is kept. */
        KEPT,
        /** It is not kept, because something changed while it was read. */
        OVERTAKEN,
        /** It is not kept, because it lacks a change that this node knows: the issuer lagged. */
        STALE,
        /** It is not kept, because it is of a kind that is never kept, such as a page. */
        NOT_KEPT,
        /** It failed. */
        FAILED
    }
}
