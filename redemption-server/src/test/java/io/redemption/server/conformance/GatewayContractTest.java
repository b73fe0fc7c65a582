package io.redemption.server.conformance;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionPort;
import io.redemption.tck.ContractScale;
import io.redemption.tck.IssuerClock;
import io.redemption.tck.RedemptionPortContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** A client keeps the contract of the port through a gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayContractTest extends RedemptionPortContract {
    private final GatewaySandbox sandbox = new GatewaySandbox();

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Override
    protected RedemptionPort port() {
        return sandbox.client();
    }

    @Override
    protected RedeemableId seed(Redeemable terms) {
        return sandbox.issue(terms);
    }

    @Override
    protected IssuerClock issuerClock() {
        return sandbox.time();
    }

    @Override
    protected ContractScale scale() {
        return Boolean.getBoolean("reliability") ? ContractScale.MODEST : HttpSandbox.SMALL;
    }
}
