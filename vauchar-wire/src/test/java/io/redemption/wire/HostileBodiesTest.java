package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBodiesTest {
    private static final RedeemableId ID = RedeemableId.coupon("cpn-1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e9999999",
                "-5",
                "00012",
                "+1",
                "0x10",
                "NaN",
                "Infinity",
                ".5",
                "5.",
                "1.00001",
                "1234567890123",
                "true",
                "[]",
                "{}",
                "\"\uFF15\uFF10\"",
                "\" 5\"",
                "\"1,000\"",
                "\"0x10\"",
                "\"abc\"",
                "1111111111111111111111111111111111111111111111"
            })
    void money_ofAnotherShape_isUnreadable(String value) {
        byte[] body = bytes("{\"value_used\":" + value + "}");

        assertUnreadable(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50", "50.0", "50.00", "\"50\"", "\"50.0000\"", "\"0050\""})
    void money_ofTheSameSize_isTheSame(String value) {
        CreateRedemptionBody request = CreateRedemptionBody.decode(bytes("{\"value_used\":" + value + "}"));

        assertThat(request.value()).isEqualTo(Amount.of("50"));
    }

    @Test
    void money_minusZero_isZero() {
        // The parser hands out this one number without its sign; a rule refuses zero.
        CreateRedemptionBody request = CreateRedemptionBody.decode(bytes("{\"value_used\":-0}"));

        assertThat(request.value()).isEqualTo(Amount.ZERO);
    }

    @ParameterizedTest
    @MethodSource("brokenJson")
    void json_thatIsNotStrict_isUnreadable(String body) {
        assertUnreadable(bytes(body));
    }

    static Stream<String> brokenJson() {
        return Stream.of(
                "",
                " ",
                "null",
                "7",
                "\"text\"",
                "[{}]",
                "{} {}",
                "{}x",
                "{},",
                "{\"user_id\":\"1\",\"user_id\":\"2\"}",
                "{\"user_id\":\"1\",\"user\\u005fid\":\"2\"}",
                "{\uFEFF}",
                "/* c */{}",
                "{} // c",
                "# c\n{}",
                "{'user_id':'1'}",
                "{user_id:1}",
                "{\"a\":[1,]}",
                "{\"user_id\":\"\\ud800\"}",
                "{\"user_id\":\"\\udc00x\"}",
                "{\"\\ud800\":1}",
                "{\"a\":\"tab\there\"}",
                "{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}",
                "{\"a\":\"" + "x".repeat(5_000) + "\"}",
                "{\"" + "n".repeat(200) + "\":1}",
                "{\"a\":" + "1".repeat(1_000) + "}",
                "{" + members(300) + "}",
                "{\"user_id\":{}}",
                "{\"user_id\":[\"1\"]}",
                "{\"user_id\":true}",
                "{\"user_id\":1.5}",
                "{\"user_email\":\"" + "x".repeat(256) + "\"}");
    }

    @Test
    void json_atEveryLimit_isRead() {
        String body = "{\"a\":" + "[".repeat(15) + "]".repeat(15) + ",\"b\":\"" + "x".repeat(4_000) + "\",\"c\":"
                + "1".repeat(40) + "," + members(250) + ",\"user_id\":\"\\ud83d\\ude00\"}";

        CreateRedemptionBody request = CreateRedemptionBody.decode(bytes(body));

        assertThat(request.redeemer().userId()).isEqualTo("\uD83D\uDE00");
    }

    @ParameterizedTest
    @MethodSource("brokenUtf8")
    void bytes_thatAreNoUtf8_areUnreadable(byte[] text) {
        byte[] body = bytes("{\"user_id\":\"????\"}");
        System.arraycopy(text, 0, body, 12, text.length);

        assertUnreadable(body);
    }

    static Stream<byte[]> brokenUtf8() {
        return Stream.of(
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xC1, (byte) 0xBF},
                new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xF0, (byte) 0x80, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                new byte[] {(byte) 0x80},
                new byte[] {(byte) 0xE2, (byte) 0x82},
                new byte[] {(byte) 0xFF});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "coupon-redemption-created",
                "coupon-redemption-wrapped",
                "coupon-redemption-list",
                "coupon-wrapped"
            })
    void body_cutAtAnyByte_isUnreadable(String name) {
        byte[] body = Golden.text(name).getBytes(UTF_8);

        for (int length = 0; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertUnreadable(cut);
            assertThatExceptionOfType(UnreadableBodyException.class)
                    .as("%s cut at %d", name, length)
                    .isThrownBy(() -> new RedemptionReader(ID, Instant.EPOCH).one(cut));
            assertThatExceptionOfType(UnreadableBodyException.class)
                    .as("%s cut at %d, as a list", name, length)
                    .isThrownBy(() -> list(cut));
        }
    }

    @Test
    void unreadable_personalData_isNotInTheMessage() {
        byte[] body = bytes("{\"user_email\":\"jane@example.com\",\"user_phone\":{\"secret\":\"555\"}}");

        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> CreateRedemptionBody.decode(body))
                .withNoCause()
                .satisfies(e -> assertThat(e.field()).isEqualTo("user_phone"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("jane", "secret", "555"));
    }

    @Test
    void unreadable_brokenToken_isNotQuoted() {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> CreateRedemptionBody.decode(bytes("{\"user_id\": GIFT-SECRET-1}")))
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("GIFT"));
    }

    @Test
    void body_tooLarge_isUnreadable() {
        byte[] body = new byte[CreateRedemptionBody.MAX_BYTES + 1];
        Arrays.fill(body, (byte) ' ');
        body[0] = '{';
        body[1] = '}';

        assertUnreadable(body);
        assertThat(CreateRedemptionBody.decode(Arrays.copyOf(body, CreateRedemptionBody.MAX_BYTES))
                        .value())
                .isNull();
    }

    private static RedemptionListing list(byte[] body) {
        try (RedemptionListReader reader = RedemptionListReader.all(ID, Instant.EPOCH, 10)) {
            reader.feed(body);
            return reader.end();
        }
    }

    private static void assertUnreadable(byte[] body) {
        assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> CreateRedemptionBody.decode(body));
    }

    private static String members(int count) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < count; i++) {
            members.append(i == 0 ? "" : ",").append("\"m").append(i).append("\":1");
        }
        return members.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
