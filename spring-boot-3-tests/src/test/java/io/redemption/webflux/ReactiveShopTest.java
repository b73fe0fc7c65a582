package io.redemption.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.boot.Browser;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.GiftCard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** A shop on Netty. The class path also has Tomcat, which is hidden from it. */
class ReactiveShopTest {
    private ConfigurableApplicationContext shop;
    private InMemoryRedemptionPort issuer;
    private Browser browser;

    @BeforeEach
    void boot() {
        shop = new SpringApplicationBuilder(ReactiveShop.class)
                .resourceLoader(new DefaultResourceLoader(new FilteredClassLoader("org.apache.catalina")))
                .web(WebApplicationType.REACTIVE)
                .properties("spring.datasource.url=jdbc:sqlite::memory:")
                .run("--redemption.port=in-memory", "--server.port=0");
        issuer = shop.getBean(InMemoryRedemptionPort.class);
        issuer.issue(GiftCard.builder("gift-1", "100.00").code("GIFT4U").build())
                .toCompletableFuture()
                .join();
        browser = new Browser(shop.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void monoOfAStage_isAnsweredAsJson() throws Exception {
        assertThat(browser.post("/pay?code=GIFT4U&value=30"))
                .contains("\"outcome\":\"redeemed\"", "\"value\":\"30.00\"")
                .doesNotContain("gift-1");
        assertThat(browser.post("/pay?code=GIFT4U&value=80")).contains("\"outcome\":\"refused\"");
    }

    @Test
    void blockingOnAThreadOfNetty_isRefused() throws Exception {
        assertThat(browser.post("/block?code=GIFT4U"))
                .startsWith("reactor-http-")
                .contains("WOULD_BLOCK: this thread must not block, because Reactor forbids it");
    }
}
