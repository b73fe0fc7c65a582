package io.redemption.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import io.redemption.boot.Browser;
import io.redemption.boot.IssuingServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** The log context of a request on Netty is there when the issuer has answered. */
class ReactiveContextTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void registerTheLogContext() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
    }

    @AfterAll
    static void removeIt() {
        ContextRegistry.getInstance().removeThreadLocalAccessor(Slf4jThreadLocalAccessor.KEY);
    }

    @Test
    void answerOfAServer_isHandledInTheContextOfItsRequest() throws Exception {
        try (IssuingServer server = new IssuingServer();
                ConfigurableApplicationContext shop = new SpringApplicationBuilder(ReactiveShop.class)
                        .resourceLoader(new DefaultResourceLoader(new FilteredClassLoader("org.apache.catalina")))
                        .web(WebApplicationType.REACTIVE)
                        .run(server.arguments(folder, "--server.port=0"))) {
            Browser browser =
                    new Browser(shop.getEnvironment().getRequiredProperty("local.server.port", Integer.class));

            for (String order : new String[] {"order-1", "order-2"}) {
                assertThat(browser.post("/pay-and-log?order=" + order + "&code=GIFT4U&value=30.00"))
                        .startsWith("paid " + order + " on ")
                        .as("not on the thread of the request")
                        .doesNotContain("reactor-http");
            }
        }
    }
}
