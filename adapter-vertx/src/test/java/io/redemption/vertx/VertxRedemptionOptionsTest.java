package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class VertxRedemptionOptionsTest {
    private static VertxRedemptionOptionsBuilder valid() {
        return VertxRedemptionOptions.builder(
                VertxRedemptionOptions.VAUCHAR, CredentialsProvider.of("canary-merchant", "canary-key"));
    }

    static final List<UnaryOperator<VertxRedemptionOptionsBuilder>> INVALID = List.of(
            o -> o.sendTimeout(Duration.ofMillis(9)),
            o -> o.sendTimeout(Duration.ofMinutes(11)),
            o -> o.sendTimeout(Duration.ofSeconds(1)),
            o -> o.connectTimeout(Duration.ZERO),
            o -> o.connectTimeout(Duration.ofSeconds(5)),
            o -> o.maxClockSkew(Duration.ofSeconds(-1)),
            o -> o.maxScale(-1),
            o -> o.maxScale(5),
            o -> o.poolSize(0),
            o -> o.poolSize(1001),
            o -> o.maxQueuedSends(0),
            o -> o.maxQueuedSends(100_001),
            o -> o.maxBodyBytes(1023),
            o -> o.maxBodyBytes(VertxRedemptionOptions.DEFAULT_MAX_BODY_BYTES + 1),
            o -> o.maxListBytes(1023),
            o -> o.applicationName("two words"),
            o -> o.applicationName(""),
            o -> o.trust(new byte[0]),
            o -> o.trust("no certificate".getBytes(StandardCharsets.US_ASCII)));

    @ParameterizedTest
    @FieldSource("INVALID")
    void build_optionOutOfRange_isRefused(UnaryOperator<VertxRedemptionOptionsBuilder> change) {
        assertThat(valid().build()).isNotNull();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(valid()).build())
                .withMessageContaining("expected");
    }

    @Test
    void build_plainTextToAnotherHost_needsTheOptionThatSaysSo() {
        VertxRedemptionOptionsBuilder plain =
                VertxRedemptionOptions.builder("http://api.example.com", CredentialsProvider.of("m", "k"));

        assertThatIllegalArgumentException().isThrownBy(plain::build);
        assertThat(plain.sendCredentialsInPlainText().build().baseUri()).hasScheme("http");
    }

    @Test
    void toBuilder_unchanged_isEqualAndIndependent() {
        VertxRedemptionOptionsBuilder builder = valid().poolSize(3).issuer(Issuer.REDEMPTION_SERVER);
        VertxRedemptionOptions options = builder.build();

        builder.poolSize(4);

        assertThat(options.poolSize()).isEqualTo(3);
        assertThat(options.toBuilder().build()).isEqualTo(options).hasSameHashCodeAs(options);
        assertThat(options.toBuilder().poolSize(5).build()).isNotEqualTo(options);
    }

    @Test
    void toString_always_showsNoCredentials() {
        assertThat(valid().build().toString()).contains("api.vauchar.com").doesNotContain("canary");
        assertThat(CredentialsProvider.of("canary-merchant", "canary-key").toString())
                .doesNotContain("canary");
        assertThat(Credentials.of("canary-merchant", "canary-key").toString()).doesNotContain("canary");
    }

    @Test
    void credentials_thatCannotBeSent_areRefusedByLengthOnly() {
        for (String bad : List.of("", "canary canary", "canary\r\nX: y", "canary\u00e9", "c".repeat(257))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Credentials.of("m", bad))
                    .withMessageNotContaining("canary");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credentials.of("canary:x", "k"))
                .withMessageNotContaining("canary");
    }

    @Test
    void credentials_equalPairs_areEqual() {
        assertThat(Credentials.of("m", "k"))
                .isEqualTo(Credentials.of("m", "k"))
                .hasSameHashCodeAs(Credentials.of("m", "k"));
        assertThat(Credentials.of("m", "k")).isNotEqualTo(Credentials.of("m", "j"));
    }
}
