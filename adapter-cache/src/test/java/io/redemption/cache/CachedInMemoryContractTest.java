package io.redemption.cache;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionPort;
import io.redemption.tck.IssuerClock;
import io.redemption.tck.RedemptionPortContract;
import io.redemption.testing.ManualTime;
import java.time.Duration;

/** The cache over the issuer in memory keeps the contract of the port. */
class CachedInMemoryContractTest extends RedemptionPortContract {
    private final ManualTime time = ManualTime.at(CacheFixtures.NOON);
    private final InMemoryRedemptionPort issuer =
            InMemoryRedemptionPort.builder().time(time).build();
    private final CachingRedemptionPort port =
            CachingRedemptionPort.over(issuer, CacheOptions.builder().time(time).build());

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
            public java.time.Instant now() {
                return time.now();
            }

            @Override
            public void advance(Duration by) {
                time.advance(by);
            }
        };
    }

    @Override
    protected String name() {
        return "cached-inmemory";
    }
}
