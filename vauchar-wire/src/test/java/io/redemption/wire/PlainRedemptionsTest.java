package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import io.redemption.model.TransactionId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redemptions that are written without the generator are what the generator writes. */
class PlainRedemptionsTest {
    private static final List<String> PLAIN = List.of("123", "a b", "x@y.example", "~", "</script>", "{}[]:,'&");
    private static final List<String> ESCAPED =
            List.of("é", "a\"b", "a\\b", "a\nb", "\u007f", "\u2028", "\u0141", "\ud83d\ude00", "tab\tx");
    private static final RedemptionWriter WRITER = new RedemptionWriter(URI.create("https://shop.example/api/"));

    private final Random random = new Random(22);

    @ParameterizedTest
    @EnumSource
    void bare_anyRedemption_isWhatTheGeneratorWrites(RedeemableKind kind) {
        for (int i = 0; i < 5_000; i++) {
            Redemption redemption = redemption(new RedeemableId(kind, "id-" + random.nextInt(9)), any());

            assertThat(text(WRITER.bare(redemption))).isEqualTo(text(WRITER.escaped(redemption)));
        }
    }

    @Test
    void write_redemptions_areWrittenWithoutTheGeneratorUnlessATextIsEscaped() {
        for (int i = 0; i < 1_000; i++) {
            RedeemableId id = RedeemableId.coupon("c-1");

            assertThat(isPlain(redemption(id, List.of()))).isTrue();
            assertThat(isPlain(redemption(id, List.of(ESCAPED.get(i % ESCAPED.size())))))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void list_plainAndEscapedAndStrangeItems_isWhatTheGeneratorWrites(RedeemableKind kind) {
        RedeemableId id = new RedeemableId(kind, "listed");
        for (int i = 0; i < 300; i++) {
            List<Redemption> items = Stream.generate(
                            () -> redemption(random.nextInt(9) == 0 ? RedeemableId.voucher("other") : id, any()))
                    .limit(random.nextInt(40))
                    .toList();
            Long count = random.nextInt(3) == 0 ? null : Long.valueOf(items.size());

            assertThat(text(WRITER.list(id, items, count))).isEqualTo(text(WRITER.escapedList(id, items, count)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[::1]:8080", "https://shop.example/caf\u00e9", "https://shop.example/a%20b"})
    void bare_anyBase_isWhatTheGeneratorWrites(String base) {
        RedemptionWriter writer = new RedemptionWriter(URI.create(base));
        Redemption redemption = redemption(RedeemableId.coupon("c-1"), List.of());

        assertThat(text(writer.bare(redemption))).isEqualTo(text(writer.escaped(redemption)));
    }

    @Test
    void bare_unpairedSurrogate_namesTheField() {
        Redemption redemption = Redemption.builder(RedemptionId.of("r-1"), RedeemableId.coupon("c-1"), Instant.EPOCH)
                .redeemer(new Redeemer("1", "a\ud800b", null))
                .build();

        assertThatThrownBy(() -> WRITER.bare(redemption))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("user_email: ");
    }

    private static boolean isPlain(Redemption redemption) {
        return new PlainRedemptions(redemption.redeemable(), "https://shop.example/coupons/c-1/redemptions")
                .write(new PlainBytes(1), redemption);
    }

    /** Returns no text that is escaped, or some. */
    private List<String> any() {
        return random.nextBoolean() ? List.of() : ESCAPED.subList(0, 1 + random.nextInt(ESCAPED.size()));
    }

    /** Makes a redemption; with odd texts, one of its texts at least is one of them. */
    private Redemption redemption(RedeemableId id, List<String> odd) {
        String transaction = text(odd);
        Redemption.Builder made = Redemption.builder(
                        RedemptionId.of("res-" + random.nextLong(1L << random.nextInt(62))),
                        id,
                        Instant.ofEpochSecond(random.nextLong(2_000_000_000_000L) >> random.nextInt(40))
                                .minusSeconds(random.nextInt(9)))
                .redeemer(new Redeemer(
                        odd.isEmpty() ? text(odd) : "u" + odd.get(random.nextInt(odd.size())) + "u",
                        text(odd),
                        text(odd)))
                .value(random.nextInt(9) == 0 ? null : amount())
                .transactionId(transaction == null ? null : TransactionId.of(transaction));
        return id.kind() == RedeemableKind.GIFT_CARD
                ? made.build()
                : made.customerId(text(odd)).teamId(text(odd)).build();
    }

    private @Nullable String text(List<String> odd) {
        int at = random.nextInt(PLAIN.size() + odd.size() + 1);
        return at < PLAIN.size() ? PLAIN.get(at) : at - PLAIN.size() < odd.size() ? odd.get(at - PLAIN.size()) : null;
    }

    private Amount amount() {
        return new Amount(random.nextLong(10L << random.nextInt(50)));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, UTF_8);
    }
}
