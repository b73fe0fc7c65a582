package io.redemption.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The small values at their boundaries, on both sides. */
class ValuesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static Stream<Arguments> readers() {
        Function<String, Object> coupon = RedeemableId::coupon;
        Function<String, Object> card = RedeemableId::giftCard;
        Function<String, Object> redemption = RedemptionId::of;
        Function<String, Object> attempt = AttemptId::of;
        Function<String, Object> transaction = TransactionId::of;
        Function<String, Object> code = Code::of;
        Function<String, Object> exactCode = Code::new;
        Function<String, Object> currency = CurrencyCode::of;
        Function<String, Object> violation = ViolationCode::of;
        return Stream.of(
                Arguments.of("coupon id", coupon, good("a", "A.b_c~d-9", "x".repeat(128)), SEGMENTS),
                Arguments.of("gift card id", card, good("a", "...", "x".repeat(128)), SEGMENTS),
                Arguments.of("redemption id", redemption, good("a", "x".repeat(128)), SEGMENTS),
                Arguments.of(
                        "attempt id",
                        attempt,
                        good("!", "~", "a/b?c", "x".repeat(64)),
                        good("", "x".repeat(65), "a b", "a\"", "a\\", "\u007f", "\u00e9", "\n")),
                Arguments.of("transaction id", transaction, good(" ", "x".repeat(255)), good("", "x".repeat(256))),
                Arguments.of("code", code, good("a", " a ", "a b", "x".repeat(128)), good("", " ", "x".repeat(129))),
                Arguments.of("exact code", exactCode, good("a", "a b"), good("", " a", "a ", "a\u0000b", "a\u0085b")),
                Arguments.of(
                        "currency", currency, good("USD", "XXX"), good("", "US", "USDX", "usd", "U5D", "\u00c4BC")),
                Arguments.of(
                        "violation code",
                        violation,
                        good("a", "acme.min_basket-2", "x".repeat(64)),
                        good("", "A", "a b", "x".repeat(65), "\u00e9")));
    }

    private static final String[] SEGMENTS =
            good("", ".", "..", "x".repeat(129), "a/b", "a b", "a%2f", "a?", "\u00e9", "a\n", "\ud83d\ude00");

    private static String[] good(String... texts) {
        return texts;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readers")
    void of_text_acceptsWhatItsJavadocSaysAndNothingElse(
            String name, Function<String, Object> reader, String[] accepted, String[] refused) {
        for (String text : accepted) {
            assertThatCode(() -> reader.apply(text)).as("%s: %s", name, text).doesNotThrowAnyException();
        }
        for (String text : refused) {
            assertThatIllegalArgumentException()
                    .as("%s: %s", name, text)
                    .isThrownBy(() -> reader.apply(text))
                    .withMessageContaining("expected: ");
        }
    }

    @Test
    void of_refusedSecret_isNotInTheMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedeemableId.giftCard("canary/"))
                .withMessageNotContaining("canary")
                .withMessageContaining("position 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Code(" canary"))
                .withMessageNotContaining("canary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Redeemer(null, "canary".repeat(50), null))
                .withMessageNotContaining("canary");
    }

    @Test
    void validity_bounds_areInclusiveThenExclusive() {
        Validity hour = new Validity(NOON, NOON.plusSeconds(3600));

        assertThat(hour.hasStartedAt(NOON.minusNanos(1))).isFalse();
        assertThat(hour.hasStartedAt(NOON)).isTrue();
        assertThat(hour.hasExpiredAt(NOON.plusSeconds(3600).minusNanos(1))).isFalse();
        assertThat(hour.hasExpiredAt(NOON.plusSeconds(3600))).isTrue();
        assertThat(Validity.ALWAYS.hasStartedAt(Instant.MIN)).isTrue();
        assertThat(Validity.ALWAYS.hasExpiredAt(Instant.MAX)).isFalse();
        assertThatCode(() -> new Validity(NOON, NOON)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> new Validity(NOON, NOON.minusNanos(1)));
    }

    @Test
    void useLimit_used_allowsUpToItsNumberAndZeroIsNone() {
        assertThat(UsageLimit.of(2).allowsAnotherAfter(1)).isTrue();
        assertThat(UsageLimit.of(2).allowsAnotherAfter(2)).isFalse();
        assertThat(UsageLimit.NONE.allowsAnotherAfter(Long.MAX_VALUE)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> UsageLimit.of(-1));
    }

    @ParameterizedTest
    @CsvSource({
        "10,     19.95, 2, HALF_UP, 2.00",
        "10,     19.95, 2, DOWN,    1.99",
        "10,     19.95, 3, DOWN,    1.995",
        "10,     19.95, 0, UP,      2.00",
        "0.0001, 99.99, 4, DOWN,    0.00",
        "0.0001, 99.99, 4, UP,      0.0001",
        "0,      99.99, 2, HALF_UP, 0.00",
        "100,    99.99, 2, HALF_UP, 99.99",
        "100,   41.625, 2, HALF_UP, 41.62",
        "33.3333, 0.03, 2, HALF_UP, 0.01"
    })
    void discountOn_percentage_isTheShareRoundedAsNamed(
            String percent, String total, int decimals, RoundingMode mode, String discount) {
        Discount value = Discount.percentage(percent);

        assertThat(value.discountOn(Amount.of(total), new Rounding(decimals, mode)))
                .isEqualTo(Amount.of(discount));
    }

    @Test
    void uncappedDiscountOn_fixed_isTheAmountWhateverTheOrderComesTo() {
        Discount value = Discount.fixed("10.005");

        assertThat(value.uncappedDiscountOn(Amount.ZERO, Rounding.CENTS_DOWN)).isEqualTo(Amount.of("10.005"));
        assertThat(value.discountOn(Amount.of("10.005"), Rounding.CENTS_DOWN)).isEqualTo(Amount.of("10.005"));
    }

    @Test
    void discountOn_whatCannotBeSaid_throws() {
        Amount most = Amount.of("999999999999.9999");
        Rounding exact = new Rounding(2, RoundingMode.UNNECESSARY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Discount.percentage("100").uncappedDiscountOn(most, Rounding.CENTS_HALF_UP));
        assertThatThrownBy(() -> Discount.percentage("10").discountOn(Amount.of("19.95"), exact))
                .isInstanceOf(ArithmeticException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Discount.percentage("100.0001"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rounding(5, RoundingMode.DOWN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rounding(-1, RoundingMode.DOWN));
    }

    @Test
    void toBuilder_ofEveryKind_buildsAnEqualOne() {
        Validity validity = Validity.until(NOON);
        Coupon coupon = Coupon.builder("c1", Discount.percentage("10"))
                .code("SUMMER")
                .active(false)
                .validity(validity)
                .currency("USD")
                .totalLimit(7)
                .perUserLimit(3)
                .audience(Audience.NEW_USERS)
                .build();
        Voucher voucher = Voucher.builder("v1", Discount.fixed("5"))
                .code("V")
                .active(false)
                .validity(validity)
                .currency("EUR")
                .singleUse(false)
                .teams(Set.of("t1"))
                .build();
        GiftCard card = GiftCard.builder("g1", "100")
                .code("G")
                .active(false)
                .validity(validity)
                .currency("GBP")
                .build();

        assertThat(coupon.toBuilder().build()).isEqualTo(coupon);
        assertThat(voucher.toBuilder().build()).isEqualTo(voucher);
        assertThat(card.toBuilder().build()).isEqualTo(card);
        assertThat(coupon.toBuilder().perUserLimit(4).build().totalLimit()).isEqualTo(UsageLimit.of(7));
    }

    @Test
    void redeemable_idOfAnotherKind_isRefused() {
        RedeemableId voucher = RedeemableId.voucher("v1");
        RedeemableId card = RedeemableId.giftCard("g1");
        Discount value = Discount.fixed("5");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Coupon(
                        voucher,
                        null,
                        true,
                        Validity.ALWAYS,
                        value,
                        null,
                        UsageLimit.NONE,
                        UsageLimit.NONE,
                        Audience.ALL_USERS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Voucher(card, null, true, Validity.ALWAYS, value, null, true, Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GiftCard(voucher, null, true, Validity.ALWAYS, Amount.of("5"), null));
    }
}
