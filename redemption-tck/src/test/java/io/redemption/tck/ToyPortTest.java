package io.redemption.tck;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionPort;

/** Runs the contract as the author of an adapter does, with one class and two methods. */
class ToyPortTest extends RedemptionPortContract {
    private final ToyFixture toy = ToyFixture.right();

    @Override
    protected RedemptionPort port() {
        return toy.port();
    }

    @Override
    protected RedeemableId seed(Redeemable terms) {
        return toy.seed(terms);
    }

    @Override
    protected IssuerClock issuerClock() {
        return toy.issuerClock();
    }
}
