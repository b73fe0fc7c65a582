package io.redemption.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Operation;
import io.redemption.spring.test.AutoConfigureRedemption;
import io.redemption.spring.test.RedemptionFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

/** A shop's own test of its checkout, as its developers would write it. The two tests share the application. */
@SpringBootTest(
        classes = Shop.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:sqlite::memory:")
@AutoConfigureRedemption
class CheckoutTest {
    @Autowired
    private RedemptionFixture fixture;

    @Autowired
    private Environment environment;

    private Browser browser;

    @BeforeEach
    void setUp() {
        browser = new Browser(environment.getRequiredProperty("local.server.port", Integer.class));
        fixture.issuer().issue(IssuingServer.CARD).toCompletableFuture().join();
    }

    @Test
    void lostAnswer_isAskedAgain_andPaidOnce() throws Exception {
        fixture.port().next(Operation.REDEEM).lostAfterApplied();

        assertThat(browser.post(Booted.path("order-1", "30.00"))).isEqualTo("ask again later");
        assertThat(browser.post(Booted.path("order-1", "30.00"))).isEqualTo("paid");

        assertThat(fixture.issuer().ledger(IssuingServer.CARD.id())).hasSize(1);
    }

    @Test
    void everyTest_hasAnIssuerOfItsOwn() throws Exception {
        assertThat(fixture.port().calls()).isEmpty();

        assertThat(browser.post(Booted.path("order-2", "100.00"))).isEqualTo("paid");
    }
}
