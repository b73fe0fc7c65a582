package io.redemption.examples;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionPort;
import io.redemption.tck.RedemptionPortContract;

// example begins
class AcmePortTest extends RedemptionPortContract {
    private final InMemoryRedemptionPort acme = InMemoryRedemptionPort.create(); // your adapter

    @Override
    protected RedemptionPort port() {
        return acme;
    }

    @Override
    protected RedeemableId seed(Redeemable terms) {
        return acme.restore(terms).toCompletableFuture().join();
    }
}
// example ends
