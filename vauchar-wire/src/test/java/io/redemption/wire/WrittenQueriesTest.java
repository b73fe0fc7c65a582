package io.redemption.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Code;
import io.redemption.model.RedeemableKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries are read as clients write them, also those that do not escape. */
class WrittenQueriesTest {
    private static final VaucharRoute ANY = new VaucharRoute.ValidateAny();

    @ParameterizedTest
    @CsvSource({
        "50%OFF, 50%OFF",
        "50%25OFF, 50%OFF",
        "100%, 100%",
        "%, %",
        "%2, %2",
        "%zz%41, %zzA",
        "5%AFTER, 5%AFTER",
        "%C0%80, %C0%80",
        "%E4, %E4",
        "%C3%A4%E4%C3%A4, ä%E4ä",
        "%ED%A0%80, %ED%A0%80",
        "a+b, a b",
        "a%2Bb, a+b",
        "a%20b, a b",
        "a=b, a=b",
        "%252B, %2B"
    })
    void code_asWritten_isRead(String written, String code) {
        assertThat(VaucharQuery.decode(ANY, "user_id=7&code=" + written))
                .isEqualTo(new VaucharQuery(Code.of(code), "7", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GRÜSSE", "\u2764\ufe0f", "\u043a\u043e\u0434", "\ud83d\ude00"})
    void code_rawUtf8_isReadWhetherItsOctetsOrItsCharactersArrive(String code) {
        String octets = new String(code.getBytes(UTF_8), ISO_8859_1);

        assertThat(VaucharQuery.decode(ANY, "code=" + octets).code()).isEqualTo(Code.of(code));
        if (code.chars().allMatch(c -> c > 0xFF)) {
            assertThat(VaucharQuery.decode(ANY, "code=" + code).code()).isEqualTo(Code.of(code));
        }
    }

    @Test
    void parameter_repeated_isTheLastOne() {
        assertThat(VaucharQuery.decode(ANY, "code=A&code=B&user_id=1&user%5fid=2"))
                .isEqualTo(new VaucharQuery(Code.of("B"), "2", null));
        assertThat(VaucharQuery.decode(ANY, "code=A&code=").matchesNothing()).isTrue();
    }

    @Test
    void parameter_unknown_isIgnoredWithAnyContent() {
        assertThat(VaucharQuery.decode(ANY, "x=\u00e4&%FF=1&&=&code=A").code()).isEqualTo(Code.of("A"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"voucher_code=", "voucher_code", "voucher_code=%20", "voucher_code=%00", "voucher_code=%E2%80%8B"
            })
    void code_emptyOrNone_matchesNothing(String query) {
        VaucharQuery read = VaucharQuery.decode(new VaucharRoute.Redeemables(RedeemableKind.VOUCHER), query);

        assertThat(read.code()).isNull();
        assertThat(read.matchesNothing()).isTrue();
        assertThat(read.toString()).contains("unusable");
    }

    @Test
    void code_tooLong_matchesNothing() {
        assertThat(VaucharQuery.decode(ANY, "code=" + "C".repeat(129)).matchesNothing())
                .isTrue();
    }

    @Test
    void code_notNamed_isNoFilter() {
        VaucharRoute vouchers = new VaucharRoute.Redeemables(RedeemableKind.VOUCHER);

        assertThat(VaucharQuery.decode(vouchers, null).matchesNothing()).isFalse();
        assertThat(VaucharQuery.decode(vouchers, "coupon_code=&code=").matchesNothing())
                .isFalse();
    }
}
