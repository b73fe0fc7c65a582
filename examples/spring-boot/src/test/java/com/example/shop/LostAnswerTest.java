package com.example.shop;

import static io.redemption.model.Operation.REDEEM;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.Order.State;
import io.redemption.Redemptions;
import io.redemption.model.GiftCard;
import io.redemption.testing.TestShop;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The shop when an answer is lost: a bean of our own replaces what the starter creates. */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {"spring.datasource.url=jdbc:h2:mem:lost-answer", "shop.settle-every=1h"})
class LostAnswerTest {
    private final String order = "order-" + UUID.randomUUID();

    @Autowired
    private Checkout checkout;

    @Autowired
    private Orders orders;

    @Autowired
    private FakeCardPayments cards;

    @Autowired
    private TestShop shop;

    @TestConfiguration
    static class ScriptedIssuer {
        @Bean
        TestShop testShop() {
            return TestShop.open();
        }

        @Bean(destroyMethod = "") // closed with the test shop
        Redemptions redemptions(TestShop shop) {
            return shop.redemptions();
        }
    }

    @BeforeEach
    void issue() {
        shop.issuer().issue(GiftCard.builder(order, "100.00").code(order).build());
    }

    @Test
    void answerLost_isPaidOnceItIsFound() {
        shop.port().next(REDEEM).lostAfterApplied();

        assertThat(pay()).isEqualTo(State.CHECKING);
        assertThat(cards.state(order)).isEqualTo(FakeCardPayments.State.AUTHORISED);

        checkout.settle();

        assertThat(orders.find(order).state()).isEqualTo(State.PAID);
        assertThat(cards.state(order)).isEqualTo(FakeCardPayments.State.CAPTURED);
    }

    @Test
    void requestLost_isCancelledOnceItIsCertain() {
        shop.port().next(REDEEM).lostBeforeApplied();
        pay();

        checkout.settle();
        assertThat(orders.find(order).state()).isEqualTo(State.CHECKING);

        shop.time().advance(ofSeconds(70));
        checkout.settle();

        assertThat(orders.find(order).state()).isEqualTo(State.CANCELLED);
        assertThat(cards.state(order)).isEqualTo(FakeCardPayments.State.RELEASED);
    }

    private State pay() {
        return checkout.pay(order, new BigDecimal("80.00"), order, new BigDecimal("30.00"))
                .state();
    }
}
