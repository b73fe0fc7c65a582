package io.redemption.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds and spellings of an amount. */
class AmountTest {
    private static final long MAX = 9_999_999_999_999_999L;

    @Test
    void new_atTheBounds_isAllowedAndBeyondIsNot() {
        assertThat(new Amount(0)).isEqualTo(Amount.ZERO);
        assertThat(new Amount(MAX)).hasToString("999999999999.9999");
        assertThatIllegalArgumentException().isThrownBy(() -> new Amount(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Amount(MAX + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Amount(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0.00",
        "00.0,0.00",
        "0.0001,0.0001",
        "50,50.00",
        "50.0,50.00",
        "50.5,50.50",
        "050.10,50.10",
        "1.234,1.234",
        "1.2345,1.2345",
        "999999999999,999999999999.00",
        "999999999999.9999,999999999999.9999",
        "000000000001,1.00",
        "0.10,0.10",
        "0.01,0.01",
        "10,10.00"
    })
    void of_text_isReadAndWrittenInItsShortForm(String text, String written) {
        Amount amount = Amount.of(text);

        assertThat(amount).hasToString(written);
        assertThat(Amount.of(written)).isEqualTo(amount);
        assertThat(Amount.of(amount.toBigDecimal())).isEqualTo(amount);
        assertThat(amount.toBigDecimal()).isEqualByComparingTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "1.",
                ".1",
                "-1",
                "+1",
                "-0",
                "1e3",
                "1E3",
                "1,5",
                "1.2.3",
                "1..2",
                " 1",
                "1 ",
                "1_0",
                "0x1",
                "NaN",
                "Infinity",
                "1.00000",
                "1000000000000",
                "0000000000001",
                "9999999999999",
                "\u0661",
                "\uff11",
                "1\u0000",
                "1\n",
                "1.\u0660",
                "99999999999999999999999999",
                "1d",
                "1f",
                "$1",
                "0.-1",
                "-",
                "1:"
            })
    void of_hostileText_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Amount.of(text)).withMessageStartingWith("amount: ");
    }

    @Test
    void of_endlessText_isRefusedWithAShortMessage() {
        String endless = "9".repeat(5_000_000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Amount.of(endless))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E+1000000000",
                "1E-1000000000",
                "0E+1000000000",
                "0E-1000000000",
                "1E+12",
                "1E-5",
                "-0.0001",
                "1000000000000",
                "999999999999.99990",
                "9223372036854775808",
                "-1"
            })
    void of_decimalOutOfRange_isRefusedWithoutArithmetic(String decimal) {
        BigDecimal bomb = new BigDecimal(decimal);

        assertThatIllegalArgumentException().isThrownBy(() -> Amount.of(bomb));
    }

    @Test
    void of_decimalOfAMillionDigits_isRefused() {
        BigDecimal bomb = new BigDecimal(BigInteger.ONE.shiftLeft(4_000_000), 4);

        assertThatIllegalArgumentException().isThrownBy(() -> Amount.of(bomb));
    }

    @ParameterizedTest
    @CsvSource({"0,0.00", "1E+11,100000000000.00", "0E+11,0.00", "999999999999.9999,999999999999.9999", "0.5000,0.50"})
    void of_decimalInRange_isTheSameNumber(String decimal, String written) {
        assertThat(Amount.of(new BigDecimal(decimal))).hasToString(written);
    }

    @Test
    void equals_otherSpellings_isTheSameAmount() {
        assertThat(Amount.of("50"))
                .isEqualTo(Amount.of("050.0000"))
                .isEqualTo(Amount.of(new BigDecimal("5E+1")))
                .hasSameHashCodeAs(Amount.of("50.00"))
                .isEqualByComparingTo(Amount.of("50.0"))
                .isNotEqualTo(Amount.of("50.0001"));
    }

    @Test
    void plus_beyondTheLargest_isRefused() {
        Amount largest = new Amount(MAX);
        Amount smallest = new Amount(1);

        assertThat(new Amount(MAX - 1).plus(smallest)).isEqualTo(largest);
        assertThatIllegalArgumentException().isThrownBy(() -> largest.plus(smallest));
        assertThatIllegalArgumentException().isThrownBy(() -> largest.plus(largest));
    }

    @Test
    void minus_moreThanThereIs_isRefused() {
        Amount one = Amount.of("1");

        assertThat(one.minus(one)).isEqualTo(Amount.ZERO);
        assertThatIllegalArgumentException().isThrownBy(() -> one.minus(Amount.of("1.0001")));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "1.5,1", "1.50,1", "0.01,2", "1.234,3", "0.0001,4", "10.0000,0"})
    void decimals_amount_isWhatItNeeds(String text, int decimals) {
        assertThat(Amount.of(text).decimals()).isEqualTo(decimals);
        assertThat(Amount.of(text).isZero()).isEqualTo(text.equals("0"));
    }

    @Test
    void compareTo_largerAmount_isLess() {
        assertThat(Amount.of("9")).isLessThan(Amount.of("10"));
        assertThat(Amount.of("0.0001")).isGreaterThan(Amount.ZERO);
    }
}
