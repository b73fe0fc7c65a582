package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that searches for the voucher of an empty field would take the first voucher, and redeem it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmptyFilterTest {
    @AutoClose
    private final Sandbox sandbox = Sandbox.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/vouchers?voucher_code=",
                "/vouchers?voucher_code",
                "/vouchers?a=b&voucher_code=",
                "/vouchers?voucher_code=&page=2",
                "/vouchers?voucher%5Fcode=",
                "/coupons?coupon_code=",
                "/gift-cards?gift_card_code=",
                "//vouchers?voucher_code=",
                "http://sandbox/vouchers?voucher_code="
            })
    void list_emptyFilter_isEmpty(String path) {
        RawAnswer answer = sandbox.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).endsWith("\"data\":[]}");
    }

    @Test
    void list_emptyVoucherFilter_countsNone() {
        assertThat(sandbox.get("/vouchers?voucher_code=").body()).contains("\"count\":0,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/vouchers",
                "/vouchers?",
                "/vouchers?page=1",
                "/vouchers?coupon_code=",
                "/vouchers?xvoucher_code=",
                "/vouchers?voucher_code=4D7DF0A1B2C3D"
            })
    void list_noFilterOrAGivenOne_showsTheVoucher(String path) {
        assertThat(sandbox.get(path).body()).contains("\"id\":\"" + Sandbox.VOUCHER + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/validate?code=", "/coupons/validate?coupon_code=", "/vouchers/validate?voucher_code"})
    void validate_emptyCode_isUnknown(String path) {
        assertThat(sandbox.get(path).status()).isEqualTo(404);
    }
}
