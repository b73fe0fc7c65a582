package io.redemption.resilience;

import io.redemption.Operation;
import io.redemption.RedemptionListener;
import io.redemption.RedemptionListener.Breach;
import io.redemption.RedemptionListener.BreakerChanged;
import io.redemption.RedemptionListener.BreakerState;
import io.redemption.RedemptionListener.ContractBroken;
import io.redemption.RedemptionListener.Lane;
import io.redemption.RedemptionListener.Retrying;
import java.util.function.Consumer;

/** Tells the listener, whatever it throws. Thread-safe. */
final class Reporter {
    private final RedemptionListener listener;

    Reporter(RedemptionListener listener) {
        this.listener = listener;
    }

    void retrying(Retrying event) {
        tell(told -> told.retrying(event));
    }

    void breakerChanged(Lane lane, BreakerState state) {
        tell(told -> told.breakerChanged(new BreakerChanged(lane, state)));
    }

    void broken(Operation operation, Breach what) {
        tell(told -> told.contractBroken(new ContractBroken(operation, what)));
    }

    private void tell(Consumer<RedemptionListener> event) {
        try {
            event.accept(listener);
        } catch (Throwable swallowed) {
            // By the listener's contract: correctness never hangs on it, and there is nobody else to tell.
            return;
        }
    }
}
