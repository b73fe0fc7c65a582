package io.redemption.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaucharRouteTest {
    private static final RedeemableId COUPON = RedeemableId.coupon("cpn-1");

    @ParameterizedTest
    @MethodSource("routes")
    void read_renderedPath_isTheSameRoute(VaucharRoute route, String path) {
        assertThat(route.path()).isEqualTo(path);
        assertThat(VaucharRoute.read(path)).isEqualTo(new RouteReading.Known(route));
        assertThat(VaucharRoute.read("/" + path)).isEqualTo(new RouteReading.Known(route));
    }

    static Stream<Object[]> routes() {
        RedeemableId card = RedeemableId.giftCard("gift-1");
        return Stream.of(
                new Object[] {new VaucharRoute.AllRedemptions(COUPON), "/coupons/cpn-1/redemptions"},
                new Object[] {
                    new VaucharRoute.OneRedemption(card, RedemptionId.of("res-1")),
                    "/gift-cards/gift-1/redemptions/res-1"
                },
                new Object[] {new VaucharRoute.Redeemables(RedeemableKind.VOUCHER), "/vouchers"},
                new Object[] {new VaucharRoute.OneRedeemable(card), "/gift-cards/gift-1"},
                new Object[] {new VaucharRoute.ValidateCode(RedeemableKind.COUPON), "/coupons/validate"},
                new Object[] {new VaucharRoute.ValidateRedeemable(COUPON), "/coupons/cpn-1/validate"},
                new Object[] {new VaucharRoute.ValidateAny(), "/validate"},
                new Object[] {new VaucharRoute.VerifyCredentials(), "/verifycredentials"});
    }

    @Test
    void read_encodedUnreserved_isDecodedOnce() {
        assertThat(VaucharRoute.read("/coupons/cpn%2D1/redemptions"))
                .isEqualTo(new RouteReading.Known(new VaucharRoute.AllRedemptions(COUPON)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "coupons",
                "/coupons/a%2Fb",
                "/coupons/..",
                "/coupons/%2e%2e/redemptions",
                "/coupons/.",
                "/coupons/a%0d%0ab",
                "/coupons/a\r\nb",
                "/coupons/a\u0000",
                "/coupons/%252e",
                "/coupons/a;b",
                "/coupons/a\\b",
                "/coupons/a?b",
                "/coupons/a#b",
                "/coupons/%",
                "/coupons/%4",
                "/coupons/%zz",
                "/coupons/%c0%ae",
                "/coupons/\u00e4",
                "/coupons/a b"
            })
    void read_unsafePath_isMalformed(String path) {
        assertThat(VaucharRoute.read(path)).isInstanceOf(RouteReading.MalformedPath.class);
    }

    @Test
    void read_overlongId_isMalformed() {
        assertThat(VaucharRoute.read("/coupons/" + "a".repeat(128))).isInstanceOf(RouteReading.Known.class);
        assertThat(VaucharRoute.read("/coupons/" + "a".repeat(129))).isInstanceOf(RouteReading.MalformedPath.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/nothing",
                "/coupons/",
                "/coupons//redemptions",
                "/Coupons",
                "///coupons",
                "/coupons/a/redemptions/",
                "/coupons/a/other",
                "/coupons/a/redemptions/b/c",
                "/validate/a",
                "/coupons/a/b/c"
            })
    void read_otherPath_isUnknown(String path) {
        assertThat(VaucharRoute.read(path)).isEqualTo(new RouteReading.UnknownPath());
    }

    @Test
    void oneRedeemable_idThatAValidationShadows_isRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VaucharRoute.OneRedeemable(RedeemableId.coupon("validate")));
    }
}
