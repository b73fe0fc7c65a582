package io.redemption.server.conformance;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.AttemptJournal;
import io.redemption.port.IdSource;

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
