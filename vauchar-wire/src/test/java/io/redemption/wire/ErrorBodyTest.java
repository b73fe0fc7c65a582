package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.IssuerReason;
import io.redemption.model.RedeemableKind;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodyTest {
    private static final List<Violation> VIOLATIONS = List.of(
            Violation.of(ViolationCode.EXPIRED, "valid_until", "2026-01-01T00:00:00Z"),
            Violation.of(ViolationCode.of("acme.min_basket")));

    @Test
    void read_ourOwn_isEqual() {
        ErrorBody body = new ErrorBody("refused", "This has expired.", VIOLATIONS);

        assertThat(ErrorBody.read(body.encode())).isEqualTo(body);
        assertThat(ErrorBody.read(body.encodeWithValidationStatus(RedeemableKind.COUPON)))
                .isEqualTo(body);
    }

    @Test
    void encodeWithValidationStatus_violations_holdsTheFirstOnesNumber() {
        byte[] body = new ErrorBody("refused", "m", VIOLATIONS).encodeWithValidationStatus(RedeemableKind.COUPON);

        assertThat(Golden.text(body)).contains("\"validation_status\":{\"status\":1003,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>no</html>",
                "[]",
                "7",
                "{}",
                "{\"error\":7}",
                "{\"error\":{\"violations\":7}}",
                "{\"error\":{\"violations\":[{\"code\":\"UPPER CASE\"}]}}",
                "{\"error\":{\"violations\":[{}]}}"
            })
    void read_foreign_hasNoViolations(String body) {
        assertThat(ErrorBody.read(body.getBytes(UTF_8)).violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"validation_status\":{\"message\":\"No\"},\"message\":\"other\"}",
                "{\"message\":\"No\"}",
                "{\"error\":\"No\"}"
            })
    void read_foreignMessage_isFound(String body) {
        assertThat(ErrorBody.read(body.getBytes(UTF_8)).message()).isEqualTo("No");
    }

    @Test
    void read_tooManyViolations_readsNone() {
        Violation one = VIOLATIONS.get(1);

        assertThat(ErrorBody.read(new ErrorBody(null, null, Collections.nCopies(50, one)).encode())
                        .violations())
                .hasSize(50);
        assertThat(ErrorBody.read(new ErrorBody(null, null, Collections.nCopies(51, one)).encode())
                        .violations())
                .isEmpty();
    }

    @Test
    void read_anyBytes_neverThrows() {
        long seed = 20260101;
        Random random = new Random(seed);
        byte[] good = new ErrorBody("refused", "m", VIOLATIONS).encode();

        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = good.clone();
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            assertThat(ErrorBody.read(mutated)).as("seed %d, round %d", seed, i).isNotNull();
        }
    }

    @Test
    void validation_explained_readsAllViolationsBack() {
        ValidationResult advice = new ValidationResult(VIOLATIONS, null);
        URI base = URI.create("https://shop.example");

        byte[] explained = new ValidationBody(base, true).encode(advice, RedeemableKind.COUPON);
        byte[] plain = new ValidationBody(base, false).encode(advice, RedeemableKind.COUPON);

        assertThat(ValidationBody.decode(explained, null)).isEqualTo(advice);
        assertThat(ValidationBody.decode(plain, null).violations())
                .containsExactly(Violation.of(ViolationCode.EXPIRED)
                        .toldBy(new IssuerReason(1003, "This expired at 2026-01-01T00:00:00Z.")));
    }

    @Test
    void validation_unknownNumber_isRefusedWithoutAGuess() {
        byte[] body = "{\"validation_status\":{\"status\":\"1004\"},\"data\":[]}".getBytes(UTF_8);

        assertThat(ValidationBody.decode(body, null).violations())
                .containsExactly(Violation.of(ViolationCode.REFUSED_BY_ISSUER, "status", 1004)
                        .toldBy(new IssuerReason(1004, null)));
    }
}
