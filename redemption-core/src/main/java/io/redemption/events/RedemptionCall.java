package io.redemption.events;

import io.redemption.internal.Checks;
import io.redemption.model.AttemptId;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * A call that events are about. The events of one call of {@code Redemptions} carry the same instance, and equality is
 * identity, so that a listener can use it as the key of a span. An adapter reports each call of its port with an
 * instance of its own; events about a doubt that was left earlier have one too. The attempt id ties them together.
 * Immutable.
 */
public final class RedemptionCall {
    private final Operation operation;
    private final @Nullable RedeemableKind kind;
    private final @Nullable AttemptId attempt;

    private RedemptionCall(Operation operation, @Nullable RedeemableKind kind, @Nullable AttemptId attempt) {
        this.operation = operation;
        this.kind = kind;
        this.attempt = attempt;
    }

    /**
     * Returns a new call that redeems an attempt.
     *
     * @param attempt the attempt
     * @return a call that is equal to no other
     */
    public static RedemptionCall of(RedemptionAttempt attempt) {
        Checks.required("attempt", attempt);
        return new RedemptionCall(Operation.REDEEM, attempt.redeemable().kind(), attempt.id());
    }

    /**
     * Returns a new call for the one that left a doubt, which may have been made in another process.
     *
     * @param doubt the ticket of the doubt
     * @return a call that is equal to no other
     */
    public static RedemptionCall of(Ticket doubt) {
        Checks.required("doubt", doubt);
        return new RedemptionCall(doubt.operation(), doubt.redeemable().kind(), doubt.attemptId());
    }

    /**
     * Returns a new call that does not redeem exactly one attempt.
     *
     * @param operation which operation
     * @param kind the kind of its redeemable; {@code null} if there are several or it is not known
     * @return a call that is equal to no other
     */
    public static RedemptionCall of(Operation operation, @Nullable RedeemableKind kind) {
        return new RedemptionCall(Checks.required("operation", operation), kind, null);
    }

    /** {@return which operation} */
    public Operation operation() {
        return operation;
    }

    /** {@return the kind of its redeemable; {@code null} if there are several or it is not known} */
    public @Nullable RedeemableKind kind() {
        return kind;
    }

    /** {@return the attempt that it redeems; {@code null} if it does not redeem exactly one} */
    public @Nullable AttemptId attempt() {
        return attempt;
    }

    /** {@return operation, kind and attempt id} */
    @Override
    public String toString() {
        return operation + (kind == null ? "" : " " + kind) + (attempt == null ? "" : " " + attempt);
    }
}
