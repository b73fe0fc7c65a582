package io.redemption.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same shop over an issuer in memory and over a server, which differ by properties alone. */
class ShopTest {
    @TempDir
    Path folder;

    @Test
    void oneProperty_redeemsInMemory() throws Exception {
        try (Booted shop = Booted.with("--redemption.port=in-memory")) {
            issue(shop);

            assertThat(shop.pay("order-1", "30.00")).isEqualTo("paid");
            assertThat(shop.pay("order-2", "100.00")).isEqualTo("refused");
            assertThat(shop.browser().get("/actuator/metrics")).contains("redemption.");
            assertThat(shop.browser().get("/actuator/health/redemption"))
                    .contains("UP", "\"credentialsAccepted\":\"yes\"");
        }
    }

    @Test
    void outcomeAsJson_hasAmountsAsText_andNoSecrets() throws Exception {
        try (Booted shop = Booted.with("--redemption.port=in-memory")) {
            issue(shop);

            assertThat(shop.browser().post("/pay.json?order=order-1&code=GIFT4U&value=30"))
                    .contains("\"outcome\":\"redeemed\"", "\"value\":\"30.00\"", "\"GIFT_CARD:<6 characters>\"")
                    .doesNotContain("gift-1", "GIFT4U", "tenThousandths");
        }
    }

    @Test
    void serverAndDatabase_redeemAndRemember() throws Exception {
        try (IssuingServer server = new IssuingServer()) {
            try (Booted shop = Booted.with(server.arguments(folder))) {
                assertThat(shop.pay("order-1", "30.00")).isEqualTo("paid");
            }
            try (Booted restarted = Booted.with(server.arguments(folder))) {
                assertThat(restarted.pay("order-1", "30.00")).isEqualTo("paid");
                assertThat(server.ledger()).as("one order is paid once").hasSize(1);
                assertThat(restarted.pay("order-2", "30.00")).isEqualTo("paid");
                assertThat(restarted.pay("order-3", "50.00")).isEqualTo("refused");
                assertThat(restarted.browser().get("/actuator/health/redemption"))
                        .contains("UP");
                server.stop();
                assertThat(restarted.browser().get("/actuator/health/redemption"))
                        .contains("DOWN", "\"reachable\":\"no\"")
                        .doesNotContain(IssuingServer.KEY);
            }
        }
    }

    @Test
    void stop_underLoad_answersEachRequest() throws Exception {
        Booted shop = Booted.with("--redemption.port=in-memory", "--server.shutdown=graceful");
        InMemoryRedemptionPort issuer = issue(shop);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(shop.browser().postAsync(Booted.path("order-" + i, "1.00")));
        }
        answers.get(0).join(); // the rest is under way

        shop.close();

        // What came after the end began is refused by TCP, or by Tomcat with a page of its own, and never seen here.
        List<String> told = answers.stream()
                .map(answer -> answer.exceptionally(e -> "not connected").join())
                .toList();
        assertThat(told)
                .isNotEmpty()
                .allMatch(answer -> answer.equals("paid")
                        || answer.equals("not connected")
                        || answer.startsWith("<!doctype html><html lang=\"en\"><head><title>HTTP Status 4"));
        assertThat(issuer.ledger(IssuingServer.CARD.id())).hasSize(Collections.frequency(told, "paid"));
    }

    private static InMemoryRedemptionPort issue(Booted shop) {
        InMemoryRedemptionPort issuer = shop.bean(InMemoryRedemptionPort.class);
        issuer.issue(IssuingServer.CARD).toCompletableFuture().join();
        return issuer;
    }
}
