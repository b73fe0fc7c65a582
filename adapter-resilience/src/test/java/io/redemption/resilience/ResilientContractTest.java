package io.redemption.resilience;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionPort;
import io.redemption.tck.ContractScale;
import io.redemption.tck.IssuerClock;
import io.redemption.tck.RedemptionPortContract;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;

/** The resilient port keeps every clause of the contract that its issuer keeps. */
class ResilientContractTest extends RedemptionPortContract {
    private final ManualTime time = ManualTime.at(Instant.parse("2026-01-01T00:00:00.500Z"));
    private final InMemoryRedemptionPort issuer =
            InMemoryRedemptionPort.builder().time(time).build();
    private final ResilientRedemptionPort port = ResilientRedemptionPort.over(
            issuer, ResilienceOptions.builder().time(time).build());

    @Override
    protected RedemptionPort port() {
        return port;
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
        return ContractScale.MODEST;
    }

    @Override
    protected String name() {
        return "resilient";
    }
}
