package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** What a shopper sees, whichever issuer the properties name. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "shop.settle-every=1h")
abstract class ShopTest {
    private final String order = "order-" + UUID.randomUUID();

    @LocalServerPort
    private int port;

    @Autowired
    private FakeCardPayments cards;

    @Test
    void order_giftCardRedeemed_isPaidAndRefunded() {
        assertThat(pay("1.00")).isEqualTo("\"PAID\"");
        assertThat(cards.state(order)).isEqualTo(FakeCardPayments.State.CAPTURED);

        assertThat(post("/refund")).isEqualTo("\"REFUNDED\"");
        assertThat(cards.state(order)).isEqualTo(FakeCardPayments.State.REFUNDED);
    }

    @Test
    void order_giftCardRefused_isCancelled() {
        assertThat(pay("100.01")).isEqualTo("\"CANCELLED\"");
        assertThat(cards.state(order)).isEqualTo(FakeCardPayments.State.RELEASED);
    }

    @Test
    void order_codeMistyped_isNotFound() {
        assertThatThrownBy(() -> post("/payment?total=180.00&code=GIFT4ME&byGiftCard=1.00"))
                .isInstanceOf(HttpClientErrorException.NotFound.class);
        assertThat(cards.state(order)).isNull();
    }

    private String pay(String byGiftCard) {
        return post("/payment?total=180.00&code=GIFT4U&byGiftCard=" + byGiftCard);
    }

    private String post(String path) {
        return RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri("/orders/" + order + path)
                .retrieve()
                .body(String.class);
    }
}
