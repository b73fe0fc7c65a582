package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redemption.model.Audience;
import io.redemption.model.Coupon;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Usage;
import io.redemption.model.UsageLimit;
import io.redemption.model.ValidationResult;
import io.redemption.model.Validity;
import io.redemption.model.Voucher;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A term that cannot be read is unknown and not guessed, and the redeemable is read all the same. */
class OddTermsTest {
    static Stream<String> oddTerms() {
        return Stream.of(
                "\"allowed_users\":5",
                "\"allowed_users\":\"everybody\"",
                "\"redemptions_limit_total\":-1",
                "\"redemptions_limit_per_user\":1.5",
                "\"active_status\":2",
                "\"active_status\":true",
                "\"start_time\":-5",
                "\"expiry_time\":\"never\"",
                "\"start_time\":200,\"expiry_time\":100",
                "\"value\":33.33333",
                "\"value\":\"free\"",
                "\"value\":150",
                "\"value_unit\":\"points\"",
                "\"currency\":\"US Dollar\"",
                "\"created\":[]",
                "\"coupon_code\":\"a\\u0000b\"",
                "\"coupon_code\":\"" + "C".repeat(200) + "\"",
                "\"coupon_code\":true");
    }

    @ParameterizedTest
    @MethodSource("oddTerms")
    void one_oddTerm_isKnownByItsId(String term) {
        String coupon = "{\"id\":\"cpn-1\",\"type\":\"coupon\"," + defaults(term) + term + "}";

        RedeemableState state = RedeemableReader.one(RedeemableKind.COUPON, bytes(coupon));
        ValidationResult advice =
                ValidationBody.decode(bytes("{\"validation_status\":{\"status\":1000},\"data\":" + coupon + "}"), null);

        assertThat(state.redeemable().id().value()).isEqualTo("cpn-1");
        assertThat(advice.isValid()).isTrue();
        assertThat(Objects.requireNonNull(advice.state())).isEqualTo(state);
    }

    @Test
    void one_oddTerms_areUnknownAndTheOthersAreRead() {
        Coupon coupon = (Coupon) read(
                RedeemableKind.COUPON,
                "\"allowed_users\":5,\"redemptions_limit_total\":-1,\"redemptions_limit_per_user\":3,"
                        + "\"active_status\":2,\"value\":\"33.33333\",\"value_unit\":\"percentage\"");

        assertThat(coupon.audience()).isNull();
        assertThat(coupon.totalLimit()).isNull();
        assertThat(coupon.perUserLimit()).isEqualTo(UsageLimit.of(3));
        assertThat(coupon.active()).isNull();
        assertThat(coupon.value()).isNull();
        assertThat(coupon.validity()).isEqualTo(Validity.ALWAYS);
    }

    @Test
    void one_timesInMilliseconds_areRead() {
        Redeemable coupon = read(RedeemableKind.COUPON, "\"start_time\":1502288320000,\"expiry_time\":0");

        assertThat(coupon.validity()).isEqualTo(Validity.from(Instant.ofEpochSecond(1_502_288_320)));
    }

    @Test
    void one_termThatIsNull_isUnknownAndOneThatIsMissingIsTheDefault() {
        Coupon coupon = (Coupon) read(RedeemableKind.COUPON, "\"active_status\":null,\"allowed_users\":null");

        assertThat(coupon.active()).isNull();
        assertThat(coupon.audience()).isNull();
        assertThat(coupon.totalLimit()).isEqualTo(UsageLimit.NONE);
        assertThat(((Coupon) read(RedeemableKind.COUPON, "\"value\":1")).audience())
                .isEqualTo(Audience.ALL_USERS);
    }

    @Test
    void one_oddVoucherAndCard_areKnownToo() {
        Voucher voucher = (Voucher) read(RedeemableKind.VOUCHER, "\"redeemed\":7,\"teams\":\"x\",\"value\":{}");
        GiftCard card = (GiftCard) read(RedeemableKind.GIFT_CARD, "\"total_value\":\"-1\",\"balance\":\"x\"");

        assertThat(voucher.teams()).isNull();
        assertThat(voucher.value()).isNull();
        assertThat(card.issuedValue()).isNull();
        assertThat(state(RedeemableKind.VOUCHER, "\"redeemed\":7").usage()).isEqualTo(Usage.UNKNOWN);
        assertThat(state(RedeemableKind.GIFT_CARD, "\"balance\":\"-1\"").usage())
                .isEqualTo(Usage.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"id\":\"\"}", "{\"id\":\"a/b\"}", "{\"id\":\"c\",\"type\":\"voucher\"}", "[]", "7"})
    void one_withoutItsId_isUnreadable(String body) {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> RedeemableReader.one(RedeemableKind.COUPON, bytes(body)));
    }

    @ParameterizedTest
    @MethodSource("oddTerms")
    void orders_oddTerm_isRefused(String term) {
        String code = term.contains("coupon_code") ? "" : "\"coupon_code\":\"C\",";
        if (!term.contains("created")) {
            assertThatExceptionOfType(UnreadableBodyException.class)
                    .isThrownBy(() -> IssueCouponBody.decode(bytes("{" + code + defaults(term) + term + "}")));
        }
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> RedeemableReader.catalogue(
                        RedeemableKind.COUPON, bytes("[{\"id\":\"cpn-1\"," + defaults(term) + term + "}]")));
    }

    @Test
    void writer_unknownTerms_areNullAndReadBackAsUnknown() {
        Coupon coupon = (Coupon) read(
                RedeemableKind.COUPON,
                "\"allowed_users\":5,\"redemptions_limit_total\":-1,\"active_status\":2,"
                        + "\"expiry_time\":\"x\",\"value\":[]");
        RedeemableState state = new RedeemableState(coupon, Usage.UNKNOWN, null);

        byte[] written = new RedeemableWriter(URI.create("https://shop.example")).bare(state);

        assertThat(Golden.text(written)).contains("\"allowed_users\":null", "\"value\":null", "\"expiry_time\":null");
        assertThat(RedeemableReader.one(RedeemableKind.COUPON, written)).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(
            value = RedeemableKind.class,
            names = {"VOUCHER", "GIFT_CARD"})
    void tag_ofAnIssuer_isKeptAndWrittenAgain(RedeemableKind kind) {
        RedeemableState state = state(kind, "\"tag\":\"spring \u00e9\",\"total_value\":1");

        byte[] written = new RedeemableWriter(URI.create("https://shop.example")).bare(state);

        assertThat(state.tag()).isEqualTo("spring \u00e9");
        assertThat(state.toString()).contains("tag=<8 characters>").doesNotContain("spring");
        assertThat(Golden.text(written)).contains("\"tag\":\"spring \u00e9\"");
        assertThat(RedeemableReader.one(kind, written).tag()).isEqualTo(state.tag());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tag\":\"\"",
                "\"tag\":null",
                "\"tag\":[]",
                "\"tag\":{\"a\":1}",
                "\"tag\":true",
                "\"id\":\"x-1\""
            })
    void tag_unreadable_isUnknownAndHidesNothing(String member) {
        RedeemableState state = RedeemableReader.one(
                RedeemableKind.VOUCHER, bytes("{" + (member.contains("id") ? "" : "\"id\":\"x-1\",") + member + "}"));

        assertThat(state.tag()).isNull();
    }

    @Test
    void tag_ofACoupon_isNotPartOfTheApi() {
        assertThat(state(RedeemableKind.COUPON, "\"tag\":\"spring\"").tag()).isNull();
    }

    @Test
    void tag_longerThanTheBound_isUnknown() {
        assertThat(state(RedeemableKind.VOUCHER, "\"tag\":\"" + "t".repeat(255) + "\"")
                        .tag())
                .hasSize(255);
        assertThat(state(RedeemableKind.VOUCHER, "\"tag\":\"" + "t".repeat(256) + "\"")
                        .tag())
                .isNull();
    }

    /** What makes a coupon whole, without the member that the odd term has. */
    private static String defaults(String term) {
        String all = term.contains("\"value\"") ? "" : "\"value\":1,";
        return all + (term.contains("value_unit") ? "" : "\"value_unit\":\"percentage\",");
    }

    private static Redeemable read(RedeemableKind kind, String members) {
        return state(kind, members).redeemable();
    }

    private static RedeemableState state(RedeemableKind kind, String members) {
        return RedeemableReader.one(kind, bytes("{\"id\":\"x-1\"," + members + "}"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
