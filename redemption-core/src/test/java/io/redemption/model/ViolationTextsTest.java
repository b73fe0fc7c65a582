package io.redemption.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The English sentences. */
class ViolationTextsTest {
    private static final Map<String, String> PARAMETERS = Map.of(
            "max_decimals",
            "#1",
            "field",
            "#2",
            "valid_from",
            "#3",
            "valid_until",
            "#4",
            "limit",
            "#5",
            "status",
            "#6",
            "balance",
            "#7");

    static Stream<ViolationCode> codes() {
        return Arrays.stream(ViolationCode.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return (ViolationCode) field.get(null);
                    } catch (IllegalAccessException hidden) {
                        throw new AssertionError(hidden);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("codes")
    void english_eachConstant_hasASentenceWithItsParametersFilled(ViolationCode code) {
        String text = ViolationTexts.english(new Violation(code, PARAMETERS));

        assertThat(text).endsWith(".").doesNotContain("{", "}", "Refused: ");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void english_eachConstantWithoutParameters_hasNoHole(ViolationCode code) {
        assertThat(ViolationTexts.english(Violation.of(code))).endsWith(".").doesNotContain("{", "}", "Refused: ");
        assertThat(ViolationTexts.english(Violation.of(code, "status", "{limit}")))
                .endsWith(".")
                .doesNotContain("{", "}");
    }

    @Test
    void english_unknownCode_isTheCodeAndItsParameters() {
        String text = ViolationTexts.english(Violation.of(ViolationCode.of("acme.min_basket"), "min", "20"));

        assertThat(text).contains("acme.min_basket", "20");
    }

    @Test
    void english_parameterFilled_isShown() {
        assertThat(ViolationTexts.english(Violation.of(ViolationCode.TOTAL_LIMIT_REACHED, "limit", 5)))
                .contains("5");
    }

    @Test
    void toString_parameterThatAnIssuerForged_staysOnOneLineOfVisibleAscii() {
        Violation forged =
                Violation.of(ViolationCode.EXPIRED, "at", "x\r\n\u001b[31mERROR paid\u202e" + "y".repeat(200));

        assertThat(forged.toString()).matches("expired \\{at=[ -~]{1,67}}");
        assertThat(Violation.of(ViolationCode.EXPIRED)).hasToString("expired");
        assertThat(Violation.of(ViolationCode.EXPIRED, "status", 7)).hasToString("expired {status=7}");
    }
}
