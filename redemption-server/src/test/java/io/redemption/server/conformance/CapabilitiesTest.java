package io.redemption.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.vertx.Credentials;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionOptions.GiftCardTransactionId;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.vertx.VertxRedemptionPort;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The capabilities of our adapters. A change here changes what platforms can rely on. */
class CapabilitiesTest {
    @Test
    void memory_declaresEverything() {
        assertThat(InMemoryRedemptionPort.create().capabilities())
                .isEqualTo(new Capabilities(EnumSet.allOf(Capability.class), 2));
    }

    @Test
    void vertx_overOurServer_declaresAllButBasketsAndWhatListsCannotTell() {
        try (HttpSandbox sandbox = new HttpSandbox(1)) {
            assertThat(sandbox.client(0).capabilities())
                    .isEqualTo(new Capabilities(
                            EnumSet.complementOf(EnumSet.of(
                                    Capability.ATOMIC_BASKET,
                                    Capability.PROVEN_HISTORY,
                                    Capability.PAGED_HISTORY,
                                    Capability.ISSUER_TIME)),
                            2));
        }
    }

    @Test
    void vertx_overVauchar_declaresNothing() {
        Credentials credentials = Credentials.of("merchant", "key");
        VertxRedemptionOptions options = VertxRedemptionOptions.builder(
                        VertxRedemptionOptions.VAUCHAR, () -> credentials)
                .build();

        try (VertxRedemptionPort port = VertxRedemptionPort.create(options)) {
            assertThat(port.capabilities()).isEqualTo(new Capabilities(Set.of(), 2));
        }
    }

    @Test
    void vertx_toldToOmitTransactionIds_doesNotDeclareThatTheyAreKept() {
        Credentials credentials = Credentials.of("merchant", "key");
        VertxRedemptionOptions options = VertxRedemptionOptions.builder("https://redemption.example", () -> credentials)
                .issuer(Issuer.REDEMPTION_SERVER)
                .giftCardTransactionId(GiftCardTransactionId.OMIT)
                .build();

        try (VertxRedemptionPort port = VertxRedemptionPort.create(options)) {
            assertThat(port.capabilities().has(Capability.KEEPS_TRANSACTION_IDS))
                    .isFalse();
        }
    }
}
