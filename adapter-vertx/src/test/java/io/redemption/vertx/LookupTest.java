package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.IssuerReason;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redeemables by id and by code, and the issuer's validations. */
class LookupTest extends Fixture {
    private static final String COUPON_JSON = "{\"href\":\"x\",\"type\":\"coupon\",\"id\":\"" + COUPON.value()
            + "\",\"coupon_code\":\"AMAZING\",\"created\":1502288320,\"start_time\":1502288320,\"expiry_time\":0,"
            + "\"allowed_users\":0,\"redemptions_limit_total\":0,\"redemptions_limit_per_user\":1,"
            + "\"value\":\"5000.00\",\"value_unit\":\"value\",\"currency\":\"USD\",\"active_status\":1}";
    private static final String VOUCHER_JSON = "{\"type\":\"voucher\",\"id\":\"" + VOUCHER.value()
            + "\",\"voucher_code\":\"12345ABCDEFGH\",\"created\":1502288320,\"start_time\":0,\"expiry_time\":0,"
            + "\"value\":\"50.00\",\"value_unit\":\"percentage\",\"currency\":\"USD\","
            + "\"redeemed\":0,\"redeemed_date\":null}";
    private static final String CARD_JSON = "{\"type\":\"gift-card\",\"id\":\"" + GIFT_CARD.value()
            + "\",\"gift_card_code\":\"GIFT12345ABCDEFGH\",\"created\":1480613604,\"start_time\":0,\"expiry_time\":0,"
            + "\"total_value\":\"600.00\",\"balance\":\"550.00\",\"value_unit\":\"value\",\"currency\":\"USD\","
            + "\"active_status\":\"1\"}";
    private static final String VALID = "{\"validation_status\":{\"status\":1000,\"message\":\"valid\"},\"data\":";
    private static final Code CODE = Code.of("a code/&?=+\u00fc");

    /** Answers by the beginning of the request line; 404 with nothing to read otherwise. */
    private void answering(Map<String, String> answers) {
        server.script((socket, request, number) -> socket.write(answers.entrySet().stream()
                .filter(answer -> request.startsWith(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(RawServer.response(404, "nothing here"))));
    }

    private static String ok(String json) {
        return RawServer.response(200, json);
    }

    @Test
    void lookup_byId_returnsTermsAndUsage() {
        answering(Map.of("GET /coupons/" + COUPON.value() + " ", ok("{\"href\":\"x\",\"data\":" + COUPON_JSON + "}")));

        Optional<RedeemableState> state = await(port.lookup(COUPON, Freshness.CACHED_OK));

        assertThat(state)
                .hasValueSatisfying(
                        found -> assertThat(found.redeemable().code()).isEqualTo(Code.of("AMAZING")));
    }

    @Test
    void lookup_byIdNotFound_isEmpty() {
        server.answers(404, "{}");

        assertThat(await(port.lookup(VOUCHER, Freshness.FROM_ISSUER))).isEmpty();
    }

    @Test
    void lookup_anotherAnswered_isUnreadable() {
        server.answers(200, COUPON_JSON);

        assertThat(failureCode(port.lookup(RedeemableId.coupon("cpn-other"), Freshness.FROM_ISSUER)))
                .isEqualTo(FailureCode.UNREADABLE);
    }

    @Test
    void lookup_idThatIsAPathOfTheApi_isInvalidAndNotSent() {
        assertThat(failureCode(port.lookup(RedeemableId.coupon("validate"), Freshness.FROM_ISSUER)))
                .isEqualTo(FailureCode.INVALID_ARGUMENT);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void lookup_byCode_asksForTheIdAndThenForTheTerms() {
        answering(Map.of(
                "GET /validate?code=a+code%2F%26%3F%3D%2B%C3%BC ",
                ok(VALID + COUPON_JSON + "}"), "GET /coupons/" + COUPON.value() + " ", ok(COUPON_JSON)));

        assertThat(await(port.lookup(CODE)))
                .hasValueSatisfying(found -> assertThat(found.redeemable().id()).isEqualTo(COUPON));
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void lookup_byCodeOfAGiftCardWithoutAPath_keepsTheResultOfValidate() {
        answering(Map.of("GET /validate?", ok(VALID + CARD_JSON + "}")));

        assertThat(await(port.lookup(CODE))).hasValueSatisfying(found -> {
            assertThat(found.redeemable()).isInstanceOf(GiftCard.class);
            assertThat(found.usage().balance()).isEqualTo(Amount.of("550"));
        });
    }

    @Test
    void lookup_byUnknownCode_isEmptyIfTheIssuerSaysSoInItsOwnWords() {
        answering(Map.of(
                "GET /validate?",
                RawServer.response(404, "{\"validation_status\":{\"status\":1001,\"message\":\"no\"},\"data\":{}}")));

        assertThat(await(port.lookup(CODE))).isEmpty();
    }

    @Test
    void lookup_byRefusedCodeWithoutDescription_isIncomplete() {
        answering(Map.of(
                "GET /validate?",
                RawServer.response(400, "{\"validation_status\":{\"status\":1003,\"message\":\"no\"},\"data\":{}}")));

        assertThat(failureCode(port.lookup(CODE))).isEqualTo(FailureCode.INCOMPLETE);
    }

    @Test
    void lookup_byCodeWithoutValidate_findsVouchersInTheirList() {
        answering(Map.of(
                "GET /vouchers?voucher_code=12345ABCDEFGH ", ok("{\"count\":1,\"data\":[" + VOUCHER_JSON + "]}")));

        assertThat(await(port.lookup(Code.of("12345ABCDEFGH"))))
                .hasValueSatisfying(found -> assertThat(found.redeemable().id()).isEqualTo(VOUCHER));
    }

    @Test
    void lookup_byCodeThatNoListHas_isIncompleteAndNotAbsent() {
        answering(Map.of("GET /vouchers?", ok("{\"count\":1,\"data\":[" + VOUCHER_JSON + "]}")));

        assertThat(failureCode(port.lookup(CODE))).isEqualTo(FailureCode.INCOMPLETE);
    }

    @Test
    void validate_valid_isFavourable() {
        answering(Map.of(
                "GET /gift-cards/" + GIFT_CARD.value() + "/validate?value_used=10.00 ", ok(VALID + CARD_JSON + "}")));

        ValidationResult advice = await(port.validate(
                RedemptionRequest.builder(GIFT_CARD).value("10.00").build()));

        assertThat(advice.isValid()).isTrue();
        assertThat(advice.state()).isNotNull();
    }

    @Test
    void validate_refused_reportsTheIssuersReason() {
        answering(Map.of(
                "GET /coupons/" + COUPON.value() + "/validate?user_id=7 ",
                RawServer.response(
                        400, "{\"validation_status\":{\"status\":1006,\"message\":\"new users\"},\"data\":{}}")));

        ValidationResult advice =
                await(port.validate(RedemptionRequest.builder(COUPON).user("7").build()));

        assertThat(advice.violations())
                .containsExactly(
                        Violation.of(ViolationCode.NEW_USERS_ONLY).toldBy(new IssuerReason(1006, "new users")));
    }

    @Test
    void validate_notFound_isUnknownRedeemable() {
        server.answers(404, "");

        ValidationResult advice =
                await(port.validate(RedemptionRequest.builder(VOUCHER).user("7").build()));

        assertThat(advice.violations()).containsExactly(Violation.of(ViolationCode.UNKNOWN_REDEEMABLE));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 410, 422})
    void validate_pageOfAWebServer_isMisconfiguredAndNoResult(int status) {
        server.answers(status, "<html>nothing here</html>");

        assertThat(failureCode(port.validate(
                        RedemptionRequest.builder(COUPON).user("7").build())))
                .isEqualTo(FailureCode.MISCONFIGURED);
    }

    @Test
    void validate_pathNotOffered_isMisconfiguredAndNoRefusal() {
        server.answers(405, "{}");

        assertThat(failureCode(port.validate(
                        RedemptionRequest.builder(COUPON).user("7").build())))
                .isEqualTo(FailureCode.MISCONFIGURED);
    }

    @Test
    void lookup_byCodeAtAnAddressThatIsNotTheApis_isMisconfigured() {
        server.answers(200, "<html>We are back soon</html>");
        assertThat(failureCode(port.lookup(CODE))).isEqualTo(FailureCode.MISCONFIGURED);

        server.answers(404, "<html>nothing here</html>");
        assertThat(failureCode(port.lookup(CODE))).isEqualTo(FailureCode.MISCONFIGURED);
    }

    @Test
    void validate_unauthorised_fails() {
        server.answers(401, "{\"validation_status\":{\"status\":1000,\"message\":\"valid\"},\"data\":{}}");

        assertThat(failureCode(port.validate(
                        RedemptionRequest.builder(COUPON).user("7").build())))
                .isEqualTo(FailureCode.NOT_AUTHORISED);
    }
}
