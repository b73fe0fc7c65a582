package com.example.shop;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.GiftCard;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The Vauchar API, spoken by a server on loopback. */
class VaucharShopTest extends ShopTest {
    private static RedemptionServer server;

    @DynamicPropertySource
    static void vauchar(DynamicPropertyRegistry properties) {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        issuer.issue(GiftCard.builder("gift-1", "100.00").code("GIFT4U").build());
        Merchant merchant = Merchant.of("shop", "key-of-the-shop", issuer);
        server = RedemptionServer.start(
                        RedemptionServerOptions.builder(merchant).port(0).build())
                .toCompletableFuture()
                .join();

        properties.add("redemption.port", () -> "vauchar");
        properties.add("redemption.vauchar.url", () -> server.baseUri().toString());
        properties.add("redemption.vauchar.merchant-id", () -> "shop");
        properties.add("redemption.vauchar.api-key", () -> "key-of-the-shop");
    }

    @AfterAll
    static void stop() {
        server.stop().toCompletableFuture().join();
    }
}
