package com.example.shop;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.GiftCard;
import io.redemption.port.AttemptJournal;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** A shop: pays an order with the gift card GIFT4U and gives the money back. */
public final class Shop {
    private Shop() {}

    public static void main(String[] arguments) {
        System.out.println(run(System.getenv()));
    }

    static String run(Map<String, String> environment) {
        String url = environment.getOrDefault("SHOP_DATABASE", "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
        JdbcConnectionPool database = JdbcConnectionPool.create(url, "", "");
        try (Redemptions redemptions = redemptions(environment)) {
            Checkout checkout = new Checkout(redemptions, new FakeCardPayments(), new Orders(database));
            checkout.settle(); // what the last process left open

            String orderId = UUID.randomUUID().toString();
            Order paid = checkout.pay(orderId, new BigDecimal("80.00"), "GIFT4U", new BigDecimal("30.00"));
            return paid.state() + ", then " + checkout.refund(orderId).state();
        } finally {
            database.dispose();
        }
    }

    /** The Vauchar API if the environment has credentials for it, otherwise an issuer in memory. */
    private static Redemptions redemptions(Map<String, String> environment) {
        String merchant = environment.get("VAUCHAR_MERCHANT");
        if (merchant == null) {
            InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
            issuer.issue(GiftCard.builder("gift-1", "100.00").code("GIFT4U").build());
            return Redemptions.over(issuer, AttemptJournal.inMemory());
        }
        CredentialsProvider credentials = CredentialsProvider.of(merchant, environment.get("VAUCHAR_KEY"));
        return VaucharRedemptions.connect(
                VaucharOptions.builder(VaucharOptions.VAUCHAR, credentials).build());
    }
}
