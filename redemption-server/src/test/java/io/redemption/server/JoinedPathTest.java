package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The path whose slashes the vendor's Ruby client escapes: the redemption that it deletes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoinedPathTest {
    private static final String COUPON = "/coupons/" + Sandbox.COUPON;
    private static final String BODY = "{\"user_id\":\"1\",\"value_used\":1}";

    @AutoClose
    private final Sandbox sandbox = Sandbox.open();

    @ParameterizedTest
    @CsvSource({
        "/coupons/" + Sandbox.COUPON + ",%2F",
        "/coupons/" + Sandbox.COUPON + ",%2f",
        "/vouchers/" + Sandbox.VOUCHER + ",%2F",
        "/gift-cards/" + Sandbox.GIFT_CARD + ",%2F",
        "//vouchers/" + Sandbox.VOUCHER + ",%2f"
    })
    void delete_joinedPath_isTheNestedOne(String redeemable, String slash) {
        String id = redeemed(redeemable);

        RawAnswer answer = sandbox.delete(redeemable + slash + "redemptions" + slash + id);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(sandbox.get(redeemable + "/redemptions/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COUPON + "%2Fredemptions/{id}",
                COUPON + "/redemptions%2F{id}",
                COUPON + "%2Fredemptions%2F{id}%2F",
                COUPON + "%2Fredemptions%2F%2F{id}",
                COUPON + "%252Fredemptions%252F{id}",
                "/coupons%2F" + Sandbox.COUPON + "%2Fredemptions%2F{id}",
                COUPON + "%2FRedemptions%2F{id}",
                COUPON + "%2F..%2Fredemptions%2F{id}",
                "/x/.." + COUPON + "%2Fredemptions%2F{id}"
            })
    void delete_otherEscapes_deleteNothing(String path) {
        String id = redeemed(COUPON);

        RawAnswer answer = sandbox.delete(path.replace("{id}", id));

        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.field("Content-Type")).contains("application/json");
        assertThat(sandbox.get(COUPON + "/redemptions/" + id).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "HEAD"})
    void other_joinedPath_isAnUnknownPath(String method) {
        RawAnswer answer = sandbox.send(method, COUPON + "%2Fredemptions%2Fres-1", "", Sandbox.SHOP);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.field("Content-Type")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {COUPON + "%2Fredemptions%2F..", COUPON + "%2Fredemptions%2F."})
    void delete_dotSegmentBehind_isRefused(String path) {
        assertThat(sandbox.delete(path).status()).isEqualTo(400);
    }

    private String redeemed(String redeemable) {
        return sandbox.post(redeemable + "/redemptions", BODY).body().replaceAll(".*\"id\":\"(res-[^\"]+)\".*", "$1");
    }
}
