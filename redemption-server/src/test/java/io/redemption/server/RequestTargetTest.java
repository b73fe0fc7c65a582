package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Start and end of a path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestTargetTest {
    private static final String CARD = "/gift-cards/" + Sandbox.GIFT_CARD;
    private static final String SPEND = "{\"value_used\":\"1.00\"}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example?x=" + CARD + "/redemptions",
                "http://shop.example#" + CARD + "/redemptions",
                "https://shop.example?" + CARD + "/redemptions",
                "HTTP://shop.example?" + CARD + "/redemptions",
                "http://u:p@shop.example:80?x=" + CARD + "/redemptions",
                "http://" + CARD + "/redemptions",
                "http://shop.example/?x=" + CARD + "/redemptions",
                "/#" + CARD + "/redemptions",
                CARD + "/redemptions#",
                CARD + "/redemptions#x",
                CARD + "/redemptions?x#y",
                "ftp://shop.example" + CARD + "/redemptions",
                "?x=" + CARD + "/redemptions"
            })
    void create_pathBehindQueryOrFragment_redeemsNothing(String target) {
        String before = sandbox.get(CARD).body();

        RawAnswer answer = sandbox.post(target, SPEND);

        assertThat(answer.status()).isBetween(400, 405);
        assertThat(answer.field("Redemption-Executed")).contains("no");
        assertThat(sandbox.get(CARD).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CARD + "/redemptions",
                CARD + "/redemptions?",
                CARD + "/redemptions?x=/other?y",
                "/" + CARD + "/redemptions",
                "http://shop.example" + CARD + "/redemptions",
                "HTTPS://shop.example:8080" + CARD + "/redemptions?x=y",
                "http://[::1]:80" + CARD + "/redemptions",
                "http://shop.example/" + CARD + "/redemptions"
            })
    void create_pathWhereItBelongs_redeems(String target) {
        assertThat(sandbox.post(target, SPEND).status()).isEqualTo(201);
    }

    @Test
    void of_wholeUri_isCutWhereItsPartsEnd() {
        assertThat(RequestTarget.of("http://h?q")).isEqualTo(new RequestTarget("/", "q"));
        assertThat(RequestTarget.of("http://h")).isEqualTo(new RequestTarget("/", null));
        assertThat(RequestTarget.of("http://h/a?b?c")).isEqualTo(new RequestTarget("/a", "b?c"));
        assertThat(RequestTarget.of("/a#b").path()).isEmpty();
    }
}
