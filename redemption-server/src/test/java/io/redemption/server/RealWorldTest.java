package io.redemption.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, codes and terms as the API's real clients send them. */
class RealWorldTest {
    private static final String CARD = "/gift-cards/" + Sandbox.GIFT_CARD;

    private Sandbox sandbox = Sandbox.open();

    @BeforeEach
    void issue() {
        sandbox.issue(Coupon.builder("cpn-half", Discount.percentage("50"))
                .code("50%OFF")
                .build());
        sandbox.issue(Coupon.builder("cpn-heart", Discount.percentage("5"))
                .code("\u2764\ufe0fGR\u00dcSSE")
                .build());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "1E+2, 500.00",
                "1.0e1, 590.00",
                "1.50000, 598.50",
                "\"50.000000\", 550.00",
                "0.30000000000000004, 599.70",
                "299.99999999999994, 300.00",
                "19.989999999999998, 580.01"
            })
    void redeem_numberAsClientsSendIt_takesItsValue(String json, String balance) {
        RawAnswer answer = sandbox.post(CARD + "/redemptions", "{\"value_used\":" + json + "}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(sandbox.get(CARD).body()).contains("\"balance\":\"" + balance + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0.30000000000000004\"", "0.12345678901234567", "0.300001", "1.00001", "\"abc\"", "-1"})
    void redeem_noAmount_changesNothingAndSaysWhatToSend(String json) {
        RawAnswer answer = sandbox.post(CARD + "/redemptions", "{\"value_used\":" + json + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("value_used", "for example 12.50");
        assertThat(sandbox.get(CARD).body()).contains("\"balance\":\"600.00\"");
    }

    @Test
    void redeem_tooMuch_tellsWhatIsLeft() {
        RawAnswer answer = sandbox.post(CARD + "/redemptions", "{\"value_used\":600.01}");

        assertThat(answer.body()).contains("\"balance\":\"600.00\"", "The balance is too low: 600.00 is left.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AMAZING%20",
                "%C2%A0AMAZING",
                "AMAZING%E2%80%8B",
                "%EF%BB%BFAMAZING",
                "AMAZING%0D%0A",
                "AMAZING+"
            })
    void validate_paddedCode_isTheCode(String code) {
        assertThat(sandbox.get("/validate?user_id=7&code=" + code).body()).contains("\"status\":1000");
        assertThat(sandbox.get("/coupons?coupon_code=" + code).body()).contains(Sandbox.COUPON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50%OFF", "50%25OFF", "50%25%4FFF"})
    void validate_brokenEscape_isText(String code) {
        assertThat(sandbox.get("/validate?user_id=7&code=" + code).body()).contains("cpn-half");
    }

    @Test
    void validate_rawUtf8_isRead() {
        String head = Sandbox.request("GET", "/validate?user_id=7&code=\u2764\ufe0fGR\u00dcSSE", "", Sandbox.SHOP);

        assertThat(sandbox.raw(head.getBytes(UTF_8)).body()).contains("cpn-heart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=", "code", "code=%20", "code=%00", "code=%E2%80%8B", "code=AMAZING&code="})
    void validate_noCode_isUnknownWithAStatusThatClientsRead(String query) {
        RawAnswer answer = sandbox.get("/validate?" + query);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("\"validation_status\":{\"status\":1001,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"voucher_code=", "voucher_code", "voucher_code=%20", "voucher_code=%00"})
    void list_emptyFilter_matchesNothing(String query) {
        assertThat(sandbox.get("/vouchers?" + query).body()).contains("\"count\":0,\"data\":[]");
        assertThat(sandbox.get("/vouchers?x=").body()).contains(Sandbox.VOUCHER);
        assertThat(sandbox.get("/coupons?" + query.replace("voucher", "coupon")).body())
                .contains("\"data\":[]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "/gift-cards | {\"value\":10.125,\"currency\":\"USD\"} | value",
                "/gift-cards | {\"value\":10.5,\"currency\":\"JPY\"} | value",
                "/gift-cards | {\"value\":0,\"currency\":\"USD\"} | issued value",
                "/gift-cards | {\"value\":10,\"currency\":\"XXZ\"} | currency",
                "/gift-cards | {\"value\":10,\"currency\":\"USD\",\"expiry_time\":1} | valid until",
                "/vouchers | {\"count\":2,\"value\":0.001,\"value_unit\":\"value\",\"currency\":\"USD\"} | value",
                "/vouchers | {\"count\":2,\"value\":101,\"value_unit\":\"percentage\",\"currency\":\"USD\"} | value",
                "/coupons | {\"coupon_code\":\"SA\u200bVE\",\"value\":1,\"value_unit\":\"value\"} | code",
                "/coupons | {\"coupon_code\":\"AMA\u200bZING\",\"value\":1,\"value_unit\":\"value\"} | code",
                "/coupons | {\"coupon_code\":\"T\",\"value\":200,\"value_unit\":\"percent\"} | value"
            })
    void issue_termsThatNobodyCouldUse_areRefusedByName(String path, String body, String term) {
        RawAnswer answer = sandbox.post(path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"message\":\"" + term + ": ", "expected")
                .doesNotContain("SA\u200bVE");
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 0.5", "1, 0.5, 0.25", "3, 0.125, 0.0625", "4, 0.0001, 0.00001"})
    void redeem_scaleOfTheIssuer_isKept(int scale, String good, String bad) {
        InMemoryRedemptionPort issuer =
                InMemoryRedemptionPort.builder().maxScale(scale).build();
        issuer.issue(GiftCard.builder("gift-1", "10").build());
        try (Sandbox other = Sandbox.of(issuer)) {
            String path = "/gift-cards/gift-1";

            assertThat(other.get(path + "/validate").body()).contains("\"status\":1000");
            assertThat(other.post(path + "/redemptions", "{\"value_used\":" + bad + "}")
                            .status())
                    .isEqualTo(400);
            assertThat(other.post(path + "/redemptions", "{\"value_used\":" + good + "}")
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void redeem_yen_hasNoDecimals() {
        sandbox.issue(GiftCard.builder("gift-yen", "1000").currency("JPY").build());

        assertThat(sandbox.get("/gift-cards/gift-yen/validate").body()).contains("\"status\":1000");
        assertThat(sandbox.post("/gift-cards/gift-yen/redemptions", "{\"value_used\":0.5}")
                        .body())
                .contains("too_many_decimals", "at most 0 decimals");
        assertThat(sandbox.post("/gift-cards/gift-yen/redemptions", "{\"value_used\":500}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\" \"", "\"\u00a0\"", "\"\\t\""})
    void redeem_blankUser_isRefused(String user) {
        RawAnswer answer = sandbox.post("/coupons/" + Sandbox.COUPON + "/redemptions", "{\"user_id\":" + user + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("user_id", "not only white space");
    }

    @Test
    void redeem_paddedUser_isTheUser() {
        assertThat(sandbox.post("/coupons/cpn-half/redemptions", "{\"user_id\":\"17\u00a0\"}")
                        .body())
                .contains("\"user_id\":\"17\"");
    }
}
