package io.redemption;

import io.redemption.events.RedemptionListener;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionChangeListener;
import org.jspecify.annotations.Nullable;

/** A listener and receiver of changes that throws an error, as one does whose library is missing. */
final class ThrowingWitness implements RedemptionListener, RedemptionChangeListener {
    int calls;

    @Override
    public void begun(Begun event) {
        fail();
    }

    @Override
    public void ended(Ended event) {
        fail();
    }

    @Override
    public void resolved(Resolved event) {
        fail();
    }

    @Override
    public void contractBroken(ContractBroken event) {
        fail();
    }

    @Override
    public void changed(RedeemableId id, Change change, @Nullable RedemptionChange redemption) {
        fail();
    }

    private void fail() {
        calls++;
        throw new NoClassDefFoundError("acme/Metrics");
    }
}
