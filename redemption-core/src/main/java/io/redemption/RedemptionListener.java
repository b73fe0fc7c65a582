package io.redemption;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens, for metrics and logs; the only source of both. Gets no personal data. Correctness never hangs on
 * it: what it throws is swallowed. Called on whatever thread the event happens; must not block. Thread-safe.
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
     * A send was handed to the transport. Told by adapters that send and were given a listener; {@code Redemptions} itself
     * sees calls, which may be one send, several or none.
     *
     * @param event which
     */
    default void sent(Sent event) {}

    /**
     * A call ended; told also for a write whose caller has gone.
     *
     * @param event how
     */
    default void ended(Ended event) {}

    /**
     * An unknown outcome was looked into.
     *
     * @param event what came of it
     */
    default void resolved(Resolved event) {}

    /**
     * An adapter broke the contract of its port, and the backstop caught it.
     *
     * @param event what it did
     */
    default void contractBroken(ContractBroken event) {}

    /**
     * A call began.
     *
     * @param operation which operation
     * @param kind of what; {@code null} where it is not known
     */
    record Begun(Operation operation, @Nullable RedeemableKind kind) {}

    /**
     * A send.
     *
     * @param operation which operation
     * @param kind of what; {@code null} where it is not known
     * @param number 1 for the first send of a call
     */
    record Sent(Operation operation, @Nullable RedeemableKind kind, int number) {}

    /**
     * A call ended.
     *
     * @param operation which operation
     * @param kind of what; {@code null} where it is not known
     * @param ending how it ended
     * @param reasons why it was refused; otherwise empty
     * @param doubt why it is unknown; otherwise {@code null}
     * @param failure why it failed; otherwise {@code null}
     * @param elapsed how long it took
     */
    record Ended(
            Operation operation,
            @Nullable RedeemableKind kind,
            Ending ending,
            List<ViolationCode> reasons,
            @Nullable Doubt doubt,
            @Nullable FailureCode failure,
            Duration elapsed) {}

    /** How a call can end. */
    enum Ending {
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
     * An unknown outcome was looked into.
     *
     * @param operation what was in doubt
     * @param kind of what
     * @param verdict what came of it
     * @param age how long it had been in doubt
     */
    record Resolved(Operation operation, RedeemableKind kind, Verdict verdict, Duration age) {}

    /** What can come of looking into an unknown outcome; see {@link Resolution}. */
    enum Verdict {
        /** The redemption stands. */
        CONFIRMED,
        /** There is no such redemption. */
        ABSENT,
        /** There is more than one. */
        DUPLICATE,
        /** Nobody can tell yet. */
        STILL_UNKNOWN
    }

    /**
     * A broken contract.
     *
     * @param operation which operation
     * @param what the adapter did, without its texts
     */
    record ContractBroken(Operation operation, Breach what) {}

    /** What an adapter can do wrong. */
    enum Breach {
        /** It threw instead of failing its stage. */
        THREW,
        /** It returned null instead of a stage. */
        NULL_STAGE,
        /** Its stage completed with null. */
        NULL_ANSWER,
        /** A write's stage failed with something that proves nothing. */
        UNPROVEN_FAILURE,
        /** It confirmed something else than was asked for. */
        WRONG_ECHO,
        /** Its stage did not complete in time. */
        NEVER_ENDED
    }
}
