package io.redemption.server.conformance;

import io.redemption.IdSource;
import io.redemption.Redeemable;
import io.redemption.RedeemableId;
import io.redemption.checkout.AttemptJournal;
import io.redemption.checkout.Redemptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The scenario over HTTP: the client, real sockets, the server. */
class VertxScenarioTest extends RedemptionScenario {
    private static HttpSandbox sandbox;

    private final IdSource ids = IdSource.secure();
    private final Redemptions shop = Redemptions.over(sandbox.client(0), AttemptJournal.inMemory());

    @BeforeAll
    static void open() {
        sandbox = new HttpSandbox(1);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @Override
    Redemptions shop() {
        return shop;
    }

    @Override
    RedeemableId issue(Redeemable terms) {
        return sandbox.issue(0, terms);
    }

    @Override
    String freshId() {
        return ids.token(20);
    }
}
