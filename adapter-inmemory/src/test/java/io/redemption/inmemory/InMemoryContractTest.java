package io.redemption.inmemory;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionPort;
import io.redemption.tck.ContractScale;
import io.redemption.tck.IssuerClock;
import io.redemption.tck.RedemptionPortContract;
import java.time.Duration;
import java.time.Instant;

/** The issuer in memory keeps the contract of the port, every clause of it, to the second. */
class InMemoryContractTest extends RedemptionPortContract {
    private final StandingTime time = StandingTime.at(Instant.parse("2026-01-01T00:00:00.500Z"));
    private final InMemoryRedemptionPort issuer =
            InMemoryRedemptionPort.builder().time(time).build();

    @Override
    protected RedemptionPort port() {
        return issuer;
    }

    @Override
    protected RedeemableId seed(Redeemable terms) {
        return issuer.restore(terms).toCompletableFuture().join();
    }

    @Override
    protected IssuerClock issuerClock() {
        return new IssuerClock() {
            @Override
            public Instant now() {
                return time.now();
            }

            @Override
            public void advance(Duration by) {
                time.advance(by);
            }
        };
    }

    @Override
    protected ContractScale scale() {
        return Boolean.getBoolean("reliability") ? ContractScale.LARGE : ContractScale.MODEST;
    }

    @Override
    protected String name() {
        return "inmemory";
    }
}
