package io.redemption.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that is logged after the answer says which order it is about, and each call is observed. */
class ContextTest {
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
    void answerOfAServer_isHandledInTheContextOfItsRequest_andObserved() throws Exception {
        try (IssuingServer server = new IssuingServer();
                Booted shop = Booted.with(server.arguments(folder))) {
            for (String order : new String[] {"order-1", "order-2"}) {
                assertThat(shop.browser().post("/pay-and-log?order=" + order + "&code=GIFT4U&value=30.00"))
                        .startsWith("paid " + order + " on ")
                        .as("not on the thread of the request")
                        .doesNotContain("http-nio");
            }

            assertThat(shop.browser().get("/actuator/metrics/redemption.call"))
                    .contains("\"operation\"", "\"redeem\"", "\"lookup\"");
        }
    }
}
