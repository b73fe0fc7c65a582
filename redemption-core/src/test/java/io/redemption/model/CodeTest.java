package io.redemption.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people paste is read as the code that they see; what they see is kept character by character. */
class CodeTest {
    private static final List<String> BLANKS = List.of(
            " ",
            "\t",
            "\r\n",
            "\u0085",
            "\u00a0",
            "\u2007",
            "\u202f",
            "\u3000",
            "\u2028",
            "\u200b",
            "\ufeff",
            "\u2060",
            "\u00ad",
            "\u200e",
            "\u200f",
            "\u202a",
            "\u202e",
            "\u2066",
            "\u2069",
            "\u200c",
            "\u200d",
            "\u061c",
            "\u034f",
            "\u3164",
            "\u180e",
            "\ufe0f",
            "\u2063",
            "\udb40\udc20");

    /** With what scripts and emoji need: Malayalam, Persian, Sinhala, Hindi, a family, a heart, a keycap, a flag. */
    private static final List<String> WRITTEN = List.of(
            "SAVE10",
            "save 10 %",
            "\u0d05\u0d35\u0d7b",
            "\u0d05\u0d35\u0d28\u0d4d\u200d",
            "\u0645\u06cc\u200c\u062e\u0631\u0645",
            "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
            "\u0915\u094d\u200d\u0937",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\u2764\ufe0f",
            "\u2764\ufe0f\u200d\ud83d\udd25",
            "1\ufe0f\u20e3",
            "\ud83d\ude42\u200d\u2194\ufe0f",
            "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
            "\u0600\u0661\u0662",
            "CAFE\u0301");

    @Test
    void of_paddedAtEitherEnd_isTheCode() {
        for (String code : WRITTEN) {
            for (String blank : BLANKS) {
                // A selector or tag behind the sign that takes one, and a joiner behind a joining letter, are part of
                // it.
                String padded = code.equals("SAVE10") ? blank + code + blank : blank + code + " " + blank;

                assertThat(Code.of(padded).value())
                        .as("%s with %x", code, blank.codePointAt(0))
                        .isEqualTo(code);
            }
        }
    }

    @Test
    void of_whatScriptsAndEmojiNeed_isKeptCharacterByCharacter() {
        for (String code : WRITTEN) {
            assertThat(Code.of(code).value()).isEqualTo(code);
            assertThat(Code.of(code).hasHiddenCharacters()).as(code).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200b", "\u00a0\ufeff", "a\u0000b", "a\nb", "\u0000", "\u007f"})
    void of_noCode_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Code.of(text));
    }

    @Test
    void constructor_padded_isRefusedWithoutTheCode() {
        for (String blank : BLANKS) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Code("SECRET" + blank))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("SECRET"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SAVE\u200b10",
                "SAVE\u200d10",
                "SA\u00adVE10",
                "SAVE\ufe0f10",
                "S\u2060AVE10",
                "SAVE1\u034f0",
                "SAVE10\u200dX",
                "\u0421\u0410\u200cVE",
                "SAVE\udb40\udc31X"
            })
    void hasHiddenCharacters_insideALatinCode_isTrue(String text) {
        assertThat(Code.of(text).hasHiddenCharacters()).isTrue();
        assertThat(Code.of(text).value()).isEqualTo(text);
    }

    @Test
    void comparisonKey_ofTwins_isOne() {
        String key = Code.of("CAF\u00c9 10").comparisonKey();

        assertThat(List.of(
                        "CAFE\u0301 10",
                        "CAF\u00c9\u00a010",
                        "CA\u200bF\u00c9 10",
                        "C\u034fAF\u00c9\u200710",
                        "CAFE\u2060\u0301 10"))
                .allSatisfy(twin -> assertThat(Code.of(twin).comparisonKey()).isEqualTo(key));
    }

    @Test
    void comparisonKey_ofCodesThatDiffer_differs() {
        String key = Code.of("SAVE10").comparisonKey();

        assertThat(List.of("save10", "SAVE 10", "SAVE1O", "SAV\u00c910", "\uff33AVE10"))
                .allSatisfy(other -> assertThat(Code.of(other).comparisonKey()).isNotEqualTo(key));
    }
}
