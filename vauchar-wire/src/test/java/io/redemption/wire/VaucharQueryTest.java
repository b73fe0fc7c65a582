package io.redemption.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redemption.model.Amount;
import io.redemption.model.Code;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaucharQueryTest {
    private static final VaucharRoute COUPONS = new VaucharRoute.ValidateCode(RedeemableKind.COUPON);
    private static final VaucharQuery FULL = new VaucharQuery(Code.of("A&B=\u00e4 +%"), "7", Amount.of("12.5"));

    @Test
    void decode_encoded_isEqual() {
        assertThat(FULL.encode(COUPONS))
                .isEqualTo("coupon_code=A%26B%3D%C3%A4+%2B%25&user_id=7&transaction_value=12.50");
        assertThat(VaucharQuery.decode(COUPONS, FULL.encode(COUPONS))).isEqualTo(FULL);
    }

    @Test
    void encode_byRoute_namesWhatTheRouteHas() {
        RedeemableId card = RedeemableId.giftCard("gift-1");

        assertThat(FULL.encode(new VaucharRoute.ValidateRedeemable(card))).isEqualTo("value_used=12.50");
        assertThat(FULL.encode(new VaucharRoute.OneRedeemable(card))).isEmpty();
        assertThat(VaucharQuery.NONE.encode(COUPONS)).isEmpty();
    }

    @Test
    void decode_unknownParameters_areIgnored() {
        assertThat(VaucharQuery.decode(COUPONS, "page=1&page=2&user_id=&flag")).isEqualTo(VaucharQuery.NONE);
        assertThat(VaucharQuery.decode(COUPONS, null)).isEqualTo(VaucharQuery.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user_id=\u00e4",
                "user_id=a b",
                "user_id=a\tb",
                "user_id=%20",
                "user_id=%C2%A0",
                "transaction_value=1e500",
                "transaction_value=1.00001",
                "transaction_value=-1",
                "transaction_value=abc"
            })
    void decode_malformed_isUnreadable(String query) {
        assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> VaucharQuery.decode(COUPONS, query));
    }

    @Test
    void toString_secrets_areNotShown() {
        assertThat(FULL.toString()).doesNotContain("A&B", "7");
    }
}
