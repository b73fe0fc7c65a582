package io.redemption.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an issuer says is kept as the issuer's, and can do no harm but what its words say. */
class IssuerReasonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a\u0000b", "a\r\nb", "a\u001bb", "a\u202eb", "a\u2028b", "a\ud800b", "a\u0085b", "a\ufeffb"})
    void of_controlCharacters_becomeSpaces(String text) {
        assertThat(sentence(text)).matches("a {1,2}b");
    }

    @Test
    void of_long_isCutBetweenCharacters() {
        assertThat(sentence("x".repeat(600))).hasSize(500);
        assertThat(sentence("x".repeat(499) + "\ud83d\ude00")).isEqualTo("x".repeat(499));
        assertThat(sentence("\u0000".repeat(1000) + "late")).isNull();
    }

    @Test
    void of_nothingToKeep_isNull() {
        assertThat(IssuerReason.of(null, null)).isNull();
        assertThat(IssuerReason.of(-1L, " \n")).isNull();
        assertThat(IssuerReason.of(100_000L, "\u200b")).isNull();
    }

    @Test
    void constructor_whatOfWouldNotKeep_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IssuerReason(null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new IssuerReason(-1, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new IssuerReason(null, "secret\n"));
    }

    @Test
    void toString_ofAViolation_holdsNothingOfIt() {
        Violation violation = Violation.of(ViolationCode.EXPIRED).toldBy(IssuerReason.of(1003L, "secret"));

        assertThat(violation).hasToString("expired");
        assertThat(Objects.requireNonNull(violation.issuer()).toString()).doesNotContain("secret", "1003");
    }

    @Test
    void forShopper_issuersSentence_isShownInsteadOfOurs() {
        Violation ours = Violation.of(ViolationCode.EXPIRED);

        assertThat(ours.forShopper()).isEqualTo("This has expired.");
        assertThat(ours.toldBy(IssuerReason.of(1003L, null)).forShopper()).isEqualTo("This has expired.");
        assertThat(ours.toldBy(IssuerReason.of(1003L, "Over since May")).forShopper())
                .isEqualTo("Over since May");
        assertThat(ours.toldBy(IssuerReason.of(1003L, "Over since May")).english())
                .isEqualTo("This has expired.");
    }

    private static @Nullable String sentence(String text) {
        IssuerReason reason = IssuerReason.of(null, text);
        return reason == null ? null : reason.sentence();
    }
}
