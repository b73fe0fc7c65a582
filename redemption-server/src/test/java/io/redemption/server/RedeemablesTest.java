package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Audience;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.Validity;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The redeemables themselves: issuing, reading and validating them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedeemablesTest {
    private Sandbox sandbox;

    @BeforeAll
    void open() {
        sandbox = Sandbox.open();
        sandbox.issue(Coupon.builder("cpn-ended", Discount.fixed("1"))
                .code("ENDED")
                .validity(Validity.until(Instant.EPOCH.plusSeconds(1)))
                .build());
        sandbox.issue(Coupon.builder("cpn-existing", Discount.fixed("1"))
                .code("EXISTING")
                .audience(Audience.EXISTING_USERS)
                .build());
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Test
    void issueVouchers_three_areABareArrayOfDistinctOnes() {
        RawAnswer answer = sandbox.post(
                "/vouchers", "{\"count\":3,\"value\":\"50\",\"value_unit\":\"percentage\",\"currency\":\"USD\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).startsWith("[{\"href\":").endsWith("}]");
        assertThat(answer.body().split("\"id\":\"vcr-[0-9a-z]{26}\"", -1)).hasSize(4);
    }

    @Test
    void issueGiftCard_documentedBody_isThereWithItsBalance() {
        RawAnswer answer = sandbox.post("/gift-cards", "{\"value\":\"600\",\"currency\":\"USD\",\"metadata\":{}}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).contains("\"total_value\":\"600.00\"", "\"balance\":\"600.00\"");
        String id = answer.body().replaceAll(".*\"id\":\"(gift-[0-9a-z]{26})\".*", "$1");
        assertThat(sandbox.get("/gift-cards/" + id).body()).contains("\"data\":" + answer.body());
    }

    @Test
    void issueCoupon_codeTwice_isRefusedTheSecondTime() {
        String order = "{\"coupon_code\":\"TWICE\",\"value\":10,\"value_unit\":\"value\"}";

        RawAnswer first = sandbox.post("/coupons", order);
        RawAnswer second = sandbox.post("/coupons", order);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body()).contains("\"coupon_code\":\"TWICE\"");
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.body()).contains("\"code\":\"code_taken\"");
    }

    @Test
    void issue_unreadableOrder_isRefused() {
        assertThat(sandbox.post("/vouchers", "{\"count\":0,\"value\":1,\"currency\":\"USD\"}")
                        .status())
                .isEqualTo(400);
        assertThat(sandbox.post("/gift-cards", "{}").status()).isEqualTo(400);
        assertThat(sandbox.post("/coupons", "").status()).isEqualTo(400);
    }

    @Test
    void list_byVoucherCode_isThatOneOrNone() {
        RawAnswer known = sandbox.get("/vouchers?voucher_code=4D7DF0A1B2C3D");
        RawAnswer otherKind = sandbox.get("/vouchers?voucher_code=AMAZING");

        assertThat(known.body()).contains("\"count\":1", "\"id\":\"" + Sandbox.VOUCHER + "\"");
        assertThat(otherKind.body()).contains("\"count\":0,\"data\":[]");
    }

    @Test
    void list_coupons_hasNoCount() {
        assertThat(sandbox.get("/coupons").body())
                .startsWith("{\"href\":\"" + sandbox.base() + "/coupons\",\"data\":[{\"href\":")
                .contains(Sandbox.COUPON);
    }

    @Test
    void validateAny_eachKind_isValid() {
        assertThat(sandbox.get("/validate?code=AMAZING&user_id=7").body())
                .startsWith(
                        "{\"validation_status\":{\"status\":1000,\"message\":\"Coupon is valid\"},\"data\":{\"href\":")
                .contains("\"type\":\"coupon\"");
        assertThat(sandbox.get("/validate?code=4D7DF0A1B2C3D").body()).contains("\"status\":1000", "\"voucher\"");
        assertThat(sandbox.get("/validate?code=GIFT4D7DF12345678").body()).contains("\"status\":1000", "\"balance\"");
    }

    @Test
    void validate_expiredCoupon_is400WithStatus1003() {
        RawAnswer byCode = sandbox.get("/coupons/validate?coupon_code=ENDED&user_id=1&transaction_value=10");
        RawAnswer byId = sandbox.get("/coupons/cpn-ended/validate?user_id=1");

        assertThat(byCode.status()).isEqualTo(400);
        assertThat(byCode.body()).contains("\"status\":1003", "\"violations\":[{\"code\":\"expired\"");
        assertThat(byId.body()).isEqualTo(byCode.body());
    }

    @Test
    void validate_audience_isJudgedForNamedUsersOnly() {
        assertThat(sandbox.get("/coupons/cpn-existing/validate").status()).isEqualTo(200);
        assertThat(sandbox.get("/coupons/cpn-existing/validate?user_id=new").body())
                .contains("\"status\":1007");
    }

    @Test
    void validate_usedVoucher_is404AsDocumented() {
        sandbox.post("/vouchers/" + Sandbox.VOUCHER + "/redemptions", "{\"user_id\":\"1\"}");

        RawAnswer answer = sandbox.get("/vouchers/validate?voucher_code=4D7DF0A1B2C3D");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("\"status\":1004", "\"redeemed\":1");
        String list =
                sandbox.get("/vouchers/" + Sandbox.VOUCHER + "/redemptions").body();
        String id = list.replaceAll(".*\"id\":\"(res-[^\"]+)\".*", "$1");
        assertThat(sandbox.delete("/vouchers/" + Sandbox.VOUCHER + "/redemptions/" + id)
                        .status())
                .isEqualTo(204);
        assertThat(sandbox.get("/vouchers/" + Sandbox.VOUCHER + "/validate").status())
                .isEqualTo(200);
    }

    @Test
    void validate_unknownOrNoCode_isToldApart() {
        RawAnswer unknown = sandbox.get("/validate?code=NOBODY");
        RawAnswer none = sandbox.get("/validate");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("\"status\":1001", "\"data\":{}");
        assertThat(none.status()).isEqualTo(400);
    }

    @Test
    void validate_giftCardAboveBalance_is400AndSpendsNothing() {
        String path = "/gift-cards/" + Sandbox.GIFT_CARD;

        assertThat(sandbox.get(path + "/validate?value_used=600").status()).isEqualTo(200);
        assertThat(sandbox.get(path + "/validate?value_used=600.01").status()).isEqualTo(400);
        assertThat(sandbox.get(path).body()).contains("\"balance\":\"600.00\"");
    }
}
