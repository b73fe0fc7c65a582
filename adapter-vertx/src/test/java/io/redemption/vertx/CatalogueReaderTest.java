package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Code;
import io.redemption.model.CodeInquiry;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableKind;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a gateway asks for: lists, and advice on codes, each with one question. */
class CatalogueReaderTest extends Fixture {
    private static final String COUPON_JSON = "{\"type\":\"coupon\",\"id\":\"cpn-1\",\"coupon_code\":\"A\",\"value\":"
            + "\"5.00\",\"value_unit\":\"value\",\"currency\":\"USD\",\"active_status\":1}";
    private static final Code CODE = Code.of("a b");

    @Test
    void catalogue_list_isOnePageFromOneQuestion() {
        server.answers(200, "{\"href\":\"x\",\"data\":[" + COUPON_JSON + "]}");

        assertThat(await(port.catalogue(new CatalogueQuery(RedeemableKind.COUPON, null, 1))))
                .satisfies(page -> {
                    assertThat(page.items()).hasSize(1);
                    assertThat(page.nextCursor()).isNull();
                });
        assertThat(server.requests()).singleElement().asString().startsWith("GET /coupons HTTP/1.1");
    }

    @Test
    void catalogue_noSuchListOrACursor_isNotSupported() {
        server.answers(404, "{}");

        assertThat(failureCode(port.catalogue(new CatalogueQuery(RedeemableKind.VOUCHER, null, 1))))
                .isEqualTo(FailureCode.NOT_SUPPORTED);
        assertThat(failureCode(port.catalogue(new CatalogueQuery(RedeemableKind.VOUCHER, "x", 1))))
                .isEqualTo(FailureCode.NOT_SUPPORTED);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void catalogue_unreadable_failsAndIsNoEmptyList() {
        server.answers(200, "<html>maintenance</html>");

        assertThat(failureCode(port.catalogue(new CatalogueQuery(RedeemableKind.VOUCHER, null, 1))))
                .isEqualTo(FailureCode.MISCONFIGURED);
    }

    @Test
    void validate_anyKind_isOneQuestionWithTheUser() {
        server.answers(200, "{\"validation_status\":{\"status\":1000,\"message\":\"\"},\"data\":" + COUPON_JSON + "}");

        Optional<ValidationResult> advice = await(port.validate(new CodeInquiry(CODE, null, "7", null)));

        assertThat(advice).hasValueSatisfying(told -> assertThat(told.isValid()).isTrue());
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("GET /validate?code=a+b&user_id=7 HTTP/1.1");
    }

    @Test
    void validate_oneKind_asksItsOwnPath() {
        server.answers(200, "{\"validation_status\":{\"status\":1000,\"message\":\"\"},\"data\":{}}");

        await(port.validate(new CodeInquiry(CODE, RedeemableKind.GIFT_CARD, null, Amount.of("5"))));

        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("GET /gift-cards/validate?gift_card_code=a+b&value_used=5.00 HTTP/1.1");
    }

    @Test
    void validate_nothingHasTheCode_saysSo() {
        server.answers(404, "{\"validation_status\":{\"status\":1001,\"message\":\"no\"},\"data\":{}}");

        assertThat(await(port.validate(new CodeInquiry(CODE, null, null, null))))
                .hasValueSatisfying(advice -> {
                    assertThat(advice.state()).isNull();
                    assertThat(advice.violations())
                            .extracting(Violation::code)
                            .contains(ViolationCode.UNKNOWN_REDEEMABLE);
                });
    }

    @Test
    void validate_noReadableResult_isEmptyOrFails() {
        server.answers(404, "<html>not found</html>");
        assertThat(await(port.validate(new CodeInquiry(CODE, null, null, null))))
                .isEmpty();

        server.answers(503, "");
        assertThat(port.validate(new CodeInquiry(CODE, null, null, null)).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void inquiry_textForm_showsNoSecret() {
        assertThat(new CodeInquiry(CODE, RedeemableKind.COUPON, "user-7", null).toString())
                .doesNotContain("a b", "user-7");
    }
}
