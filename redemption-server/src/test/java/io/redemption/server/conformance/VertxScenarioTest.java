package io.redemption.server.conformance;

import io.redemption.Redemptions;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.AttemptJournal;
import io.redemption.port.IdSource;
import org.junit.jupiter.api.AfterAll;

/** The scenario over HTTP: the client, real sockets, the server. */
class VertxScenarioTest extends RedemptionScenario {
    private static final HttpSandbox SANDBOX = new HttpSandbox(1);

    private final IdSource ids = IdSource.secure();
    private final Redemptions shop = Redemptions.over(SANDBOX.client(0), AttemptJournal.inMemory());

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Override
    Redemptions shop() {
        return shop;
    }

    @Override
    RedeemableId issue(Redeemable terms) {
        return SANDBOX.issue(0, terms);
    }

    @Override
    String freshId() {
        return ids.token(20);
    }
}
