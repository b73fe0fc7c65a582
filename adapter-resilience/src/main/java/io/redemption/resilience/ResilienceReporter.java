package io.redemption.resilience;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.events.TrafficClass;
import io.redemption.resilience.ResilienceListener.BreakerChanged;
import io.redemption.resilience.ResilienceListener.BreakerState;
import io.redemption.resilience.ResilienceListener.Retrying;

/** Makes the events of this decorator, and reports them to the listener. Thread-safe. */
final class ResilienceReporter {
    private final RedemptionListener listener;

    ResilienceReporter(RedemptionListener listener) {
        this.listener = listener.guarded();
    }

    void retrying(Retrying event) {
        listener.notifyAs(ResilienceListener.class, l -> l.retrying(event));
    }

    void breakerChanged(TrafficClass trafficClass, BreakerState state) {
        BreakerChanged event = new BreakerChanged(trafficClass, state);
        listener.notifyAs(ResilienceListener.class, l -> l.breakerChanged(event));
    }

    void broken(RedemptionCall call, ContractViolation violation) {
        listener.contractBroken(new ContractBroken(call, violation));
    }
}
