package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.IssuerReason;
import io.redemption.model.RedeemableKind;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Number and sentence of the issuer reach the reader, as the issuer's. */
class IssuersWordsTest {
    private static final URI BASE = URI.create("https://shop.example");
    private static final Violation REFUSED = Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", 400);

    @ParameterizedTest
    @CsvSource({
        "1002, not_started",
        "1003, expired",
        "1004, refused_by_issuer",
        "1005, refused_by_issuer",
        "1006, new_users_only",
        "1007, existing_users_only",
        "1042, refused_by_issuer"
    })
    void validation_throughAGateway_keepsNumberAndSentence(int status, String code) {
        byte[] told = validation(status, "\"Not today, dear\"");

        ValidationResult advice = ValidationBody.decode(told, RedeemableKind.COUPON);
        for (boolean explained : new boolean[] {true, false}) {
            byte[] written = new ValidationBody(BASE, explained).encode(advice, RedeemableKind.COUPON);
            Violation shown = ValidationBody.decode(written, RedeemableKind.COUPON)
                    .violations()
                    .get(0);

            assertThat(shown.code().value()).isEqualTo(code);
            assertThat(shown.issuer()).isEqualTo(new IssuerReason(status, "Not today, dear"));
            assertThat(shown.forShopper()).isEqualTo("Not today, dear");
            assertThat(shown.toString()).doesNotContain("today");
            assertThat(new String(written, UTF_8))
                    .contains("\"validation_status\":{\"status\":" + status + ",\"message\":\"Not today, dear\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "7", "\" \\u0000\"", "{}"})
    void validation_withoutASentence_isTheNumberAndASentenceOfOurs(String message) {
        Violation violation = ValidationBody.decode(validation(1003, message), null)
                .violations()
                .get(0);

        assertThat(violation.issuer()).isEqualTo(new IssuerReason(1003, null));
        assertThat(violation.forShopper()).isEqualTo("This has expired.");
    }

    @Test
    void validation_valid_hasNoReason() {
        assertThat(ValidationBody.decode(validation(1000, "\"Coupon is valid\""), null)
                        .violations())
                .isEmpty();
    }

    @Test
    void validation_hostileSentence_isMadeHarmless() {
        Violation violation = ValidationBody.decode(
                        validation(1042, "\"<b>\\u0000\\u202ehi\\r\\n" + "x".repeat(600) + "\""), null)
                .violations()
                .get(0);

        assertThat(violation.forShopper()).startsWith("<b>  hi  x").hasSize(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\":\"Used up\"} | refused_by_issuer | ",
                "{\"error\":\"Used up\"} | refused_by_issuer | ",
                "{\"error\":{\"message\":\"Used up\"}} | refused_by_issuer | ",
                "{\"validation_status\":{\"status\":1003,\"message\":\"Used up\"}} | expired | 1003",
                "{\"validation_status\":{\"status\":\"1042\",\"message\":\"Used up\"}} | refused_by_issuer | 1042",
                "{\"validation_status\":{\"status\":1000,\"message\":\"Used up\"}} | refused_by_issuer | 1000"
            })
    void create_refusedWithWords_keepsThem(String body, String code, Integer number) {
        List<Violation> reasons = ErrorBody.read(body.getBytes(UTF_8)).reasons(REFUSED);

        assertThat(reasons).singleElement().satisfies(reason -> {
            assertThat(reason.code().value()).isEqualTo(code);
            assertThat(reason.issuer()).isEqualTo(new IssuerReason(number, "Used up"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>no</html>", "[]", "{}", "{\"message\":\"\"}", "{\"error\":{\"violations\":7}}"})
    void create_refusedWithoutWords_isWhatTheCallerTakesItFor(String body) {
        assertThat(ErrorBody.read(body.getBytes(UTF_8)).reasons(REFUSED)).containsExactly(REFUSED);
    }

    @Test
    void create_ourOwnRefusal_reportsItsViolationsOnce() {
        Violation told = Violation.of(ViolationCode.EXPIRED).toldBy(new IssuerReason(1003, "Over"));
        ErrorBody body = new ErrorBody("refused", "Over", List.of(told, Violation.of(ViolationCode.INACTIVE)));

        assertThat(ErrorBody.read(body.encode()).reasons(REFUSED)).isEqualTo(body.violations());
    }

    @Test
    void toString_ofWhatWasRead_holdsNoWord() {
        ErrorBody body = ErrorBody.read("{\"message\":\"secret\"}".getBytes(UTF_8));

        assertThat(body.toString() + body.reasons(REFUSED)).doesNotContain("secret");
    }

    private static byte[] validation(int status, String message) {
        return ("{\"validation_status\":{\"status\":" + status + ",\"message\":" + message + "},\"data\":{}}")
                .getBytes(UTF_8);
    }
}
