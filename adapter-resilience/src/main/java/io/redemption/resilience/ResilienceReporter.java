package io.redemption.resilience;

import io.redemption.Operation;
import io.redemption.RedemptionListener;
import io.redemption.RedemptionListener.BreakerChanged;
import io.redemption.RedemptionListener.BreakerState;
import io.redemption.RedemptionListener.ContractBroken;
import io.redemption.RedemptionListener.ContractViolation;
import io.redemption.RedemptionListener.Retrying;
import io.redemption.RedemptionListener.TrafficClass;

/** Makes the events of this decorator and tells them. Thread-safe. */
final class ResilienceReporter {
    private final RedemptionListener listener;

    ResilienceReporter(RedemptionListener listener) {
        this.listener = listener.guarded();
    }

    void retrying(Retrying event) {
        listener.retrying(event);
    }

    void breakerChanged(TrafficClass lane, BreakerState state) {
        listener.breakerChanged(new BreakerChanged(lane, state));
    }

    void broken(Operation operation, ContractViolation what) {
        listener.contractBroken(new ContractBroken(operation, what));
    }
}
