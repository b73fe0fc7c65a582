package io.redemption.testing;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.ValidationResult;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Passes every call on to another port as it is. A test extends it and overrides the methods that are to behave
 * differently. For example, to count calls:
 *
 * <pre>{@code
 * final class CountingPort extends ForwardingRedemptionPort {
 *     final AtomicInteger redeems = new AtomicInteger();
 *
 *     CountingPort(RedemptionPort delegate) {
 *         super(delegate);
 *     }
 *
 *     @Override
 *     public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
 *         redeems.incrementAndGet();
 *         return super.redeem(attempt);
 *     }
 * }
 * }</pre>
 *
 * <p>Where the delegate is no {@link RedeemablePort}, look-ups and validations fail with
 * {@link FailureCode#NOT_SUPPORTED}. Other interfaces of the delegate are not passed on. Stages are the delegate's own.
 * Thread-safe if the delegate is.
 */
public abstract class ForwardingRedemptionPort implements RedemptionPort, RedeemablePort {
    private final RedemptionPort delegate;

    /**
     * Makes a port that passes every call on.
     *
     * @param delegate the port that gets the calls; also a {@link RedeemablePort} if look-ups and validations are to
     *     work
     */
    protected ForwardingRedemptionPort(RedemptionPort delegate) {
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return delegate.redeem(attempt);
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return delegate.redeemAll(attempts);
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return delegate.reverse(reversal);
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return delegate.find(redeemable, redemption, freshness);
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return delegate.history(redeemable, query);
    }

    @Override
    public Capabilities capabilities() {
        return delegate.capabilities();
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
        return ScriptedRedemptionPort.read(delegate, port -> port.lookup(id, freshness));
    }

    @Override
    public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
        return ScriptedRedemptionPort.read(delegate, port -> port.lookup(code));
    }

    @Override
    public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
        return ScriptedRedemptionPort.read(delegate, port -> port.validate(request));
    }

    /** {@return the delegate's own text after the name of this class} */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + delegate + ")";
    }
}
