package io.redemption.events;

import io.redemption.model.Decision;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionId;
import io.redemption.model.Resolution;
import io.redemption.model.ViolationCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of what happens to calls and doubts, for metrics and logs. Gets no personal data. Correctness never
 * depends on it: what it throws is swallowed. Called on the thread of the event; must not block. Thread-safe.
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
     * The issuer's clock and ours differ by more than the tolerance. Reported by adapters that see the issuer's time:
     * once for each port, and again when the difference has changed by more than a minute.
     *
     * @param event by how much
     */
    default void clocksDiffer(ClocksDiffer event) {}

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
     * Proof shows the opposite of what a person had decided about an attempt in doubt. The proof is recorded and
     * answered from now on. A person should check what was done because of the decision.
     *
     * @param event which
     */
    default void decisionContradicted(DecisionContradicted event) {}

    /**
     * A component that the library calls threw, and the library went on without it. Reported once for each component
     * and kind of error.
     *
     * @param event what failed
     */
    default void componentFailed(ComponentFailed event) {}

    /**
     * Receives an event of a layer that has a listener type of its own, which extends this one: the HTTP client, the
     * layer of retries and breakers, the cache. By default the event is received if this listener is of that type. A
     * listener that delegates overrides this method; others need not.
     *
     * @param <L> the listener type of the layer
     * @param layer the listener type of the layer
     * @param event calls the method of the event
     */
    default <L extends RedemptionListener> void notifyAs(Class<L> layer, Consumer<? super L> event) {
        if (layer.isInstance(this)) {
            event.accept(layer.cast(this));
        }
    }

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
     * @param call which
     */
    record Begun(RedemptionCall call) {}

    /**
     * A call ended.
     *
     * @param call which
     * @param result how it ended
     * @param reasons why it was refused; otherwise empty
     * @param doubt why it is unknown; otherwise {@code null}
     * @param failure why it failed; otherwise {@code null}
     * @param elapsed how long it took
     */
    record Ended(
            RedemptionCall call,
            CallResult result,
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
     * @param call what was in doubt
     * @param verdict the result
     * @param age how long it had been in doubt
     * @param redemptions what was found: the redemption that is confirmed, all of a duplicate, those that keep it
     *     unknown, or none
     */
    record Resolved(RedemptionCall call, Verdict verdict, Duration age, List<RedemptionId> redemptions) {
        /** Copies the list. */
        public Resolved {
            redemptions = List.copyOf(redemptions);
        }

        /** Creates a result for which nothing was found. */
        public Resolved(RedemptionCall call, Verdict verdict, Duration age) {
            this(call, verdict, age, List.of());
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
     * @param call what was resolved wrongly, a redeem or a reversal
     * @param redemption the active redemption
     */
    record Contradicted(RedemptionCall call, RedemptionId redemption) {}

    /**
     * A doubt for a person to settle.
     *
     * @param call what is in doubt
     * @param obstacle why reads cannot settle it
     */
    record HandedOver(RedemptionCall call, Resolution.Obstacle obstacle) {}

    /**
     * A decision that turned out to be wrong.
     *
     * @param call what was decided wrongly
     * @param decided what the person decided
     * @param proof what is proven: confirmed, absent or duplicate
     */
    record DecisionContradicted(RedemptionCall call, Decision.Outcome decided, Verdict proof) {}

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
        EXECUTOR,
        /** The hook that carries the context of callers. */
        CONTEXT_HOOK,
        /** The source of additional header fields. */
        REQUEST_HEADERS
    }

    /**
     * A broken contract.
     *
     * @param call in which
     * @param violation how, without texts of the adapter
     */
    record ContractBroken(RedemptionCall call, ContractViolation violation) {}

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
     * Two clocks that differ.
     *
     * @param difference the issuer's clock minus ours, to the second; negative if ours is ahead
     */
    record ClocksDiffer(Duration difference) {}
}
