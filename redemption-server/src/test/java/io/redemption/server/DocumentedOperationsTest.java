package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The twelve redemption operations, with the documented shapes and statuses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedOperationsTest {
    private static final String COUPON_BODY = "{\"user_id\": \"123\", \"user_email\": \"test@vauchar.com\", "
            + "\"user_phone\": \"82383209830\", \"transaction_id\": \"transa001\", \"value_used\": 50}";
    private static final Pattern ID = Pattern.compile("\"id\":\"(res-[0-9a-z]+)\"");

    @AutoClose
    private final Sandbox sandbox = Sandbox.open();

    @Test
    void createCoupon_documentedRequest_isAnsweredFieldByFieldInOrder() {
        RawAnswer answer = sandbox.post("/coupons/" + Sandbox.COUPON + "/redemptions", COUPON_BODY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Type")).contains("application/json");
        String href = sandbox.base() + "/coupons/" + Sandbox.COUPON + "/redemptions/" + id(answer);
        assertThat(answer.body())
                .matches(Pattern.quote("{\"href\":\"" + href + "\",\"type\":\"redemption\",\"id\":\"" + id(answer)
                                + "\",\"coupon_id\":\"" + Sandbox.COUPON + "\",\"user_id\":\"123\",\"customer_id\":\"")
                        + "cust-[0-9a-z]+"
                        + Pattern.quote("\",\"user_email\":\"test@vauchar.com\",\"user_phone\":\"82383209830\","
                                + "\"transaction_id\":\"transa001\",\"value_used\":\"50.00\",\"team_id\":\"\","
                                + "\"created\":")
                        + "[0-9]{10}\\}");
    }

    @Test
    void listCoupon_afterCreate_countsAndWraps() {
        String path = "/coupons/" + Sandbox.COUPON + "/redemptions";
        String id = id(sandbox.post(path, COUPON_BODY));

        RawAnswer answer = sandbox.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"href\":\"" + sandbox.base() + path + "\",\"count\":")
                .contains(",\"data\":[{\"href\":\"" + sandbox.base() + path + "/" + id + "\",\"type\":\"redemption\"");
    }

    @Test
    void getCoupon_existing_isWrapped() {
        String path = "/coupons/" + Sandbox.COUPON + "/redemptions";
        RawAnswer created = sandbox.post(path, COUPON_BODY);

        RawAnswer answer = sandbox.get(path + "/" + id(created));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"href\":\"" + sandbox.base() + path + "/" + id(created) + "\",\"data\":" + created.body()
                        + "}");
    }

    @Test
    void deleteCoupon_twice_isEmptyAndThenNotFound() {
        String path = "/coupons/" + Sandbox.COUPON + "/redemptions";
        String one = path + "/" + id(sandbox.post(path, COUPON_BODY));

        RawAnswer first = sandbox.delete(one);
        RawAnswer second = sandbox.delete(one);

        assertThat(first.status()).isEqualTo(204);
        assertThat(first.body()).isEmpty();
        assertThat(second.status()).isEqualTo(404);
        assertThat(second.body()).contains("\"code\":\"unknown_redemption\"");
        assertThat(sandbox.get(one).status()).isEqualTo(404);
    }

    @Test
    void voucher_lifeCycle_isRedeemedRefusedReversedAndRedeemedAgain() {
        String path = "/vouchers/" + Sandbox.VOUCHER + "/redemptions";
        String body = "{\"user_id\":\"7\"}";

        RawAnswer created = sandbox.post(path, body);
        RawAnswer refused = sandbox.post(path, body);
        RawAnswer listed = sandbox.get(path);
        RawAnswer one = sandbox.get(path + "/" + id(created));
        RawAnswer deleted = sandbox.delete(path + "/" + id(created));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body()).contains("\"voucher_id\":\"" + Sandbox.VOUCHER + "\"", "\"value_used\":\"\"");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("{\"code\":\"already_redeemed\"");
        assertThat(listed.body())
                .isEqualTo("{\"href\":\"" + sandbox.base() + path + "\",\"data\":[" + created.body() + "]}");
        assertThat(one.body()).contains("\"data\":" + created.body());
        assertThat(deleted.status()).isEqualTo(204);
        String again = path + "/" + id(sandbox.post(path, body));
        assertThat(sandbox.delete(again).status()).isEqualTo(204);
    }

    @Test
    void giftCard_lifeCycle_spendsAndGivesBack() {
        String path = "/gift-cards/" + Sandbox.GIFT_CARD + "/redemptions";
        String body = "{\"user_id\":\"user001\",\"user_email\":\"user1@vauchar.com\",\"value_used\":\"450.50\"}";

        RawAnswer created = sandbox.post(path, body);
        RawAnswer overdrawn = sandbox.post(path, body);
        RawAnswer one = sandbox.get(path + "/" + id(created));
        RawAnswer listed = sandbox.get(path);
        RawAnswer deleted = sandbox.delete(path + "/" + id(created));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body())
                .contains("\"gift_card_id\":\"" + Sandbox.GIFT_CARD + "\"", "\"value_used\":\"450.50\"")
                .doesNotContain("customer_id", "team_id");
        assertThat(overdrawn.status()).isEqualTo(400);
        assertThat(overdrawn.field("Redemption-Executed")).contains("no");
        assertThat(overdrawn.body()).contains("{\"code\":\"balance_too_low\"");
        assertThat(one.status()).isEqualTo(200);
        assertThat(listed.body()).contains("\"data\":[" + created.body() + "]").doesNotContain("count");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(sandbox.get("/gift-cards/" + Sandbox.GIFT_CARD).body()).contains("\"balance\":\"600.00\"");
    }

    @Test
    void every_unknownRedeemable_isNotFound() {
        for (String kind : new String[] {"coupons", "vouchers", "gift-cards"}) {
            String path = "/" + kind + "/nobody/redemptions";

            assertThat(sandbox.get(path).status()).isEqualTo(404);
            assertThat(sandbox.post(path, "{\"user_id\":\"1\",\"value_used\":1}")
                            .status())
                    .isEqualTo(404);
            assertThat(sandbox.get(path + "/res-1").status()).isEqualTo(404);
            assertThat(sandbox.delete(path + "/res-1").status()).isEqualTo(404);
        }
    }

    @Test
    void createCoupon_switchedToCreated_answers201() {
        try (Sandbox switched = Sandbox.open(options -> options.couponCreateStatus(CouponCreateStatus.CREATED))) {
            RawAnswer answer = switched.post("/coupons/" + Sandbox.COUPON + "/redemptions", COUPON_BODY);

            assertThat(answer.status()).isEqualTo(201);
        }
    }

    @Test
    void verifyCredentials_good_is200() {
        assertThat(sandbox.get("/verifycredentials").status()).isEqualTo(200);
    }

    private static String id(RawAnswer answer) {
        Matcher matcher = ID.matcher(answer.body());
        assertThat(matcher.find()).as(answer.body()).isTrue();
        return matcher.group(1);
    }
}
