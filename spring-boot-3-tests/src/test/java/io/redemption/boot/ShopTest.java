package io.redemption.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.GiftCard;
import io.redemption.model.RedeemableId;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The same shop over an issuer in memory and over a server, which differ by properties alone. */
class ShopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RedeemableId GIFT = RedeemableId.giftCard("gift-1");
    private static final String KEY = "key-of-the-shop";

    private final HttpClient browser =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    @TempDir
    Path folder;

    @Test
    void oneProperty_redeemsInMemory() throws Exception {
        try (ConfigurableApplicationContext shop = boot("--redemption.port=in-memory")) {
            issue(shop.getBean(InMemoryRedemptionPort.class));

            assertThat(pay(shop, "30.00")).isEqualTo("paid");
            assertThat(pay(shop, "100.00")).isEqualTo("refused");
            assertThat(get(shop, "/actuator/metrics")).contains("redemption.");
            assertThat(get(shop, "/actuator/health/redemption")).contains("UP", "\"credentialsAccepted\":\"yes\"");
        }
    }

    @Test
    void serverAndDatabase_redeemAndRemember() throws Exception {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        issue(issuer);
        try (RedemptionServer server = RedemptionServer.start(
                        RedemptionServerOptions.builder(Merchant.of("shop", KEY, issuer))
                                .port(0)
                                .build())
                .toCompletableFuture()
                .join()) {
            try (ConfigurableApplicationContext shop = boot(toServer(server))) {
                assertThat(pay(shop, "30.00")).isEqualTo("paid");
            }
            try (ConfigurableApplicationContext restarted = boot(toServer(server))) {
                assertThat(pay(restarted, "30.00")).isEqualTo("paid");
                assertThat(pay(restarted, "50.00")).isEqualTo("refused");
                assertThat(get(restarted, "/actuator/health/redemption")).contains("UP");
                server.stop().toCompletableFuture().join();
                assertThat(get(restarted, "/actuator/health/redemption"))
                        .contains("DOWN", "\"reachable\":\"no\"")
                        .doesNotContain(KEY);
            }
        }
    }

    @Test
    void stop_underLoad_answersEachRequest() throws Exception {
        ConfigurableApplicationContext shop = boot("--redemption.port=in-memory", "--server.shutdown=graceful");
        InMemoryRedemptionPort issuer = shop.getBean(InMemoryRedemptionPort.class);
        issue(issuer);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(browser.sendAsync(payment(shop, "1.00"), HttpResponse.BodyHandlers.ofString()));
        }
        answers.get(0).join(); // the rest is under way

        shop.close();

        // A connection that came after the end is refused by TCP.
        List<String> told = answers.stream()
                .map(answer -> answer.handle((response, e) -> e == null ? response.body() : "not connected")
                        .join())
                .toList();
        assertThat(told).isNotEmpty().allMatch(answer -> answer.equals("paid") || answer.equals("not connected"));
        assertThat(issuer.ledger(GIFT)).hasSize(Collections.frequency(told, "paid"));
    }

    private String[] toServer(RedemptionServer server) {
        return new String[] {
            "--redemption.vauchar.url=" + server.baseUri(),
            "--redemption.vauchar.issuer=redemption-server",
            "--redemption.vauchar.merchant-id=shop",
            "--redemption.vauchar.api-key=" + KEY,
            "--redemption.journal.store=jdbc",
            "--redemption.journal.user-key=sixteen-characters-or-more",
            "--spring.datasource.url=jdbc:sqlite:" + folder.resolve("shop.db")
        };
    }

    private static ConfigurableApplicationContext boot(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=0");
        all.add("--management.endpoints.web.exposure.include=health,metrics");
        all.add("--management.endpoint.health.show-details=always");
        if (all.stream().noneMatch(argument -> argument.startsWith("--spring.datasource"))) {
            all.add("--spring.datasource.url=jdbc:sqlite::memory:");
        }
        return SpringApplication.run(Shop.class, all.toArray(String[]::new));
    }

    private static void issue(InMemoryRedemptionPort issuer) {
        issuer.issue(GiftCard.builder("gift-1", "100.00").code("GIFT4U").build())
                .toCompletableFuture()
                .join();
    }

    private String pay(ConfigurableApplicationContext shop, String value) throws IOException, InterruptedException {
        return browser.send(payment(shop, value), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpRequest payment(ConfigurableApplicationContext shop, String value) {
        return HttpRequest.newBuilder(at(shop, "/pay?code=GIFT4U&value=" + value))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private String get(ConfigurableApplicationContext shop, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(at(shop, path)).timeout(PATIENCE).build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static URI at(ConfigurableApplicationContext shop, String path) {
        return URI.create("http://127.0.0.1:" + shop.getEnvironment().getProperty("local.server.port") + path);
    }
}
