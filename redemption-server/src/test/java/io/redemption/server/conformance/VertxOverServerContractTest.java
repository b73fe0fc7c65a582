package io.redemption.server.conformance;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionPort;
import io.redemption.tck.ContractScale;
import io.redemption.tck.IssuerClock;
import io.redemption.tck.RedemptionPortContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The client over our server, over real sockets, keeps the contract of the port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VertxOverServerContractTest extends RedemptionPortContract {
    private final HttpSandbox sandbox = new HttpSandbox(1);

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Override
    protected RedemptionPort port() {
        return sandbox.client(0);
    }

    @Override
    protected RedeemableId seed(Redeemable terms) {
        return sandbox.issue(0, terms);
    }

    @Override
    protected IssuerClock issuerClock() {
        return sandbox.time();
    }

    @Override
    protected ContractScale scale() {
        return Boolean.getBoolean("reliability") ? ContractScale.LARGE : ContractScale.MODEST;
    }
}
