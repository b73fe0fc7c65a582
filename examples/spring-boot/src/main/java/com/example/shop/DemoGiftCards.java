package com.example.shop;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.GiftCard;
import io.redemption.port.RedemptionPort;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Issues the gift card GIFT4U at the start, if the issuer is the one in memory. */
@Component
class DemoGiftCards implements ApplicationRunner {
    private final ObjectProvider<RedemptionPort> port;

    DemoGiftCards(ObjectProvider<RedemptionPort> port) {
        this.port = port;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (port.getIfAvailable() instanceof InMemoryRedemptionPort issuer) {
            issuer.issue(GiftCard.builder("gift-1", "100.00").code("GIFT4U").build());
        }
    }
}
