package io.redemption.server.conformance;

import io.redemption.IdSource;
import io.redemption.Redeemable;
import io.redemption.RedeemableId;
import io.redemption.checkout.AttemptJournal;
import io.redemption.checkout.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;

/** The scenario in memory. */
class InMemoryScenarioTest extends RedemptionScenario {
    private final IdSource ids = IdSource.seeded(1);
    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final Redemptions shop = Redemptions.over(issuer, AttemptJournal.inMemory());

    @Override
    Redemptions shop() {
        return shop;
    }

    @Override
    RedeemableId issue(Redeemable terms) {
        return HttpSandbox.await(issuer.restore(terms));
    }

    @Override
    String freshId() {
        return ids.token(20);
    }
}
