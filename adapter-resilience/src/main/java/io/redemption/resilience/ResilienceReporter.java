package io.redemption.resilience;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.BreakerChanged;
import io.redemption.events.RedemptionListener.BreakerState;
import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.events.RedemptionListener.Retrying;
import io.redemption.events.RedemptionListener.TrafficClass;
import io.redemption.model.Operation;

/** Makes the events of this decorator, and reports them to the listener. Thread-safe. */
final class ResilienceReporter {
    private final RedemptionListener listener;

    ResilienceReporter(RedemptionListener listener) {
        this.listener = listener.guarded();
    }

    void retrying(Retrying event) {
        listener.retrying(event);
    }

    void breakerChanged(TrafficClass trafficClass, BreakerState state) {
        listener.breakerChanged(new BreakerChanged(trafficClass, state));
    }

    void broken(Operation operation, ContractViolation what) {
        listener.contractBroken(new ContractBroken(operation, what));
    }
}
