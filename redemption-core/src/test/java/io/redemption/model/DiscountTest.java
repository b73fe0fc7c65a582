package io.redemption.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a coupon or voucher takes off an order is never more than the order comes to. */
class DiscountTest {
    private static final List<RoundingMode> MODES = List.of(
            RoundingMode.UP, RoundingMode.DOWN, RoundingMode.CEILING, RoundingMode.HALF_UP, RoundingMode.HALF_EVEN);

    @ParameterizedTest
    @CsvSource({
        "fixed,      50,      30.00,             2, HALF_UP, 30.00",
        "fixed,      50,      41.625,            2, HALF_UP, 41.62",
        "fixed,      50,      0,                 2, HALF_UP, 0",
        "fixed,      50,      50.00,             2, HALF_UP, 50.00",
        "fixed,      12.5,    12.5,              0, HALF_UP, 12.5",
        "fixed,      50,      12.5,              0, HALF_UP, 12",
        "percentage, 100,     41.625,            2, HALF_UP, 41.62",
        "percentage, 100,     41.625,            2, UP,      41.62",
        "percentage, 100,     0.9999,            0, HALF_UP, 0",
        "percentage, 99.9999, 41.625,            2, HALF_UP, 41.62",
        "percentage, 100,     999999999999.9999, 2, UP,      999999999999.99",
        "percentage, 100,     10.00,             2, HALF_UP, 10.00"
    })
    void discountOn_orderBelowTheValue_isTheOrderRoundedDown(
            String kind, String value, String order, int decimals, RoundingMode mode, String discount) {
        Discount worth = kind.equals("fixed") ? Discount.fixed(value) : Discount.percentage(value);

        assertThat(worth.discountOn(Amount.of(order), new Rounding(decimals, mode)))
                .isEqualTo(Amount.of(discount));
    }

    @Test
    void discountOn_anything_leavesAnOrderThatIsNotNegative() {
        Random random = new Random(20261126);
        for (int i = 0; i < 20_000; i++) {
            Amount order = new Amount(random.nextInt(5_000_000));
            Discount value = random.nextBoolean()
                    ? new Discount.Fixed(new Amount(random.nextInt(5_000_000)))
                    : new Discount.Percentage(new Amount(random.nextInt(1_000_001)));
            Rounding rounding = new Rounding(random.nextInt(5), MODES.get(random.nextInt(MODES.size())));

            Amount discount = value.discountOn(order, rounding);

            assertThat(order.minus(discount)).isGreaterThanOrEqualTo(Amount.ZERO);
        }
    }

    @Test
    void uncappedDiscountOn_saysSo_andMayBeMore() {
        Amount order = Amount.of("41.625");

        assertThat(Discount.fixed("50").uncappedDiscountOn(order, Rounding.CENTS_HALF_UP))
                .isEqualTo(Amount.of("50"));
        assertThat(Discount.percentage("100").uncappedDiscountOn(order, Rounding.CENTS_HALF_UP))
                .isEqualTo(Amount.of("41.63"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.0001", "101", "150", "200", "1000", "999999999999"})
    void percentage_aboveHundred_isRefused(String percent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Discount.percentage(percent))
                .withMessageContaining("expected: 0 to 100");
    }
}
