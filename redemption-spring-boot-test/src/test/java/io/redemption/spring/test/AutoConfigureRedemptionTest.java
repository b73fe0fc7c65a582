package io.redemption.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.GiftCard;
import io.redemption.model.Operation;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.port.RedemptionPort;
import io.redemption.testing.RedemptionAssertions;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** The annotation as a test uses it. Its methods share the application, as Spring's tests do. */
@ExtendWith(SpringExtension.class)
@ContextConfiguration(classes = AutoConfigureRedemptionTest.Application.class)
@AutoConfigureRedemption
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AutoConfigureRedemptionTest {
    private static final GiftCard CARD =
            GiftCard.builder("gift-1", "100.00").code("GIFT4U").build();

    @Autowired
    private Redemptions redemptions;

    @Autowired
    private RedemptionFixture fixture;

    @Configuration(proxyBeanMethods = false)
    static class Application {
        /** Has issued nothing, so that only the fixture can redeem. */
        @Bean
        RedemptionPort redemptionPort() {
            return InMemoryRedemptionPort.create();
        }
    }

    @Test
    @Order(1)
    void lostAnswer_isUnknown_thoughRedeemed() {
        fixture.issuer().issue(CARD).toCompletableFuture().join();
        fixture.port().next(Operation.REDEEM).lostAfterApplied();
        fixture.port().always(Operation.HISTORY).delayed(Duration.ofDays(1)); // left for the next test
        RedemptionAttempt attempt = attempt();

        RedemptionAssertions.assertThat(redemptions.blocking().redeem(attempt)).isUnknown();

        assertThat(fixture.issuer().ledger(CARD.id())).hasSize(1);
        assertThat(fixture.port().calls()).hasSize(1);
    }

    @Test
    @Order(2)
    void nextTest_findsNothingOfTheOneBefore() {
        assertThat(fixture.port().calls()).isEmpty();
        assertThat(fixture.issuer().ledger(CARD.id())).isEmpty();
        fixture.issuer().issue(CARD).toCompletableFuture().join();

        RedemptionAssertions.assertThat(redemptions.blocking().redeem(attempt()))
                .isRedeemed();
    }

    private RedemptionAttempt attempt() {
        return redemptions.prepare(
                RedemptionRequest.builder(CARD.id()).value("30.00").build());
    }
}
