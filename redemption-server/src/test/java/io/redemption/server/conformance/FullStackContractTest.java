package io.redemption.server.conformance;

import io.redemption.Redemptions;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionPort;
import io.redemption.rules.RuleSet;
import io.redemption.tck.ContractScale;
import io.redemption.tck.IssuerClock;
import io.redemption.tck.RedemptionPortContract;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The assembled stack, with use cases and cache, keeps the contract of the port below it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullStackContractTest extends RedemptionPortContract {
    private final HttpSandbox sandbox = new HttpSandbox(1);
    private final Redemptions stack = VaucharRedemptions.connect(
            VaucharOptions.builder(sandbox.baseUri(), CredentialsProvider.of("merchant-0", "key-0"))
                    .transport(http -> http.issuer(Issuer.REDEMPTION_SERVER))
                    .cached()
                    // The issuer evaluates all rules together; ours would give their own reasons first.
                    .requestRules(rules -> RuleSet.empty())
                    .time(sandbox.time())
                    .build());
    private final RedemptionPort port = new RedemptionsAsPort(stack);

    @AfterAll
    void close() {
        stack.close();
        sandbox.close();
    }

    @Override
    protected RedemptionPort port() {
        return port;
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
        return Boolean.getBoolean("reliability") ? ContractScale.MODEST : HttpSandbox.SMALL;
    }
}
