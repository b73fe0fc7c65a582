package io.redemption.resilience;

import io.redemption.Operation;
import io.redemption.RedemptionListener;
import io.redemption.RedemptionListener.Breach;
import io.redemption.RedemptionListener.BreakerChanged;
import io.redemption.RedemptionListener.BreakerState;
import io.redemption.RedemptionListener.ContractBroken;
import io.redemption.RedemptionListener.Lane;
import io.redemption.RedemptionListener.Retrying;

/** Makes the events of this decorator and tells them. Thread-safe. */
final class Reporter {
    private final RedemptionListener listener;

    Reporter(RedemptionListener listener) {
        this.listener = listener.guarded();
    }

    void retrying(Retrying event) {
        listener.retrying(event);
    }

    void breakerChanged(Lane lane, BreakerState state) {
        listener.breakerChanged(new BreakerChanged(lane, state));
    }

    void broken(Operation operation, Breach what) {
        listener.contractBroken(new ContractBroken(operation, what));
    }
}
