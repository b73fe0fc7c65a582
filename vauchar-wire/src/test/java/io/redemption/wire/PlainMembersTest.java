package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written without the generator is what the generator writes. */
class PlainMembersTest {
    private static final List<String> TEXTS =
            List.of("123", "a b", "x@y.example", "~", "", "é", "a\"b", "a\\b", "a\nb", "\u007f", "</script>", "\u2028");

    private final Random random = new Random(16);

    @Test
    void encode_anyTextsAndAmounts_isWhatTheGeneratorWrites() {
        int plain = 0;
        for (int i = 0; i < 5_000; i++) {
            String user = any();
            String email = any();
            Amount amount = random.nextInt(4) == 0 ? null : amount();

            byte[] encoded = PlainMembers.encode(
                    new String[] {"user_id", "user_email"}, new @Nullable String[] {user, email}, "value_used", amount);

            if (encoded != null) {
                plain++;
                assertThat(new String(encoded, UTF_8))
                        .isEqualTo(new String(
                                JsonWriter.write(out -> out.object(body -> body.textIfPresent("user_id", user)
                                        .textIfPresent("user_email", email)
                                        .moneyIfPresent("value_used", amount))),
                                UTF_8));
            }
        }
        assertThat(plain).isBetween(500, 4_500);
    }

    private @Nullable String any() {
        int at = random.nextInt(TEXTS.size() + 2);
        return at < TEXTS.size() ? TEXTS.get(at) : null;
    }

    private Amount amount() {
        return new Amount(random.nextLong(10L << random.nextInt(50)));
    }
}
