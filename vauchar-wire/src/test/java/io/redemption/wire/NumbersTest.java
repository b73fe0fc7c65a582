package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redemption.model.Amount;
import io.redemption.model.Coupon;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemer;
import io.redemption.model.UsageLimit;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is its value, however it is written, wherever it comes in; and only a number is one. */
class NumbersTest {
    private static final RedeemableId ID = RedeemableId.coupon("c");

    /** Every place where money comes in as JSON. */
    private static final List<Function<String, @Nullable Amount>> PLACES = List.of(
            json -> CreateRedemptionBody.decode(bytes("{\"value_used\":" + json + "}"))
                    .value(),
            json -> new RedemptionReader(ID, Instant.EPOCH)
                    .one(bytes("{\"id\":\"r\",\"value_used\":" + json + "}"))
                    .value(),
            NumbersTest::listed,
            json -> RedeemableReader.one(RedeemableKind.GIFT_CARD, bytes("{\"id\":\"g\",\"balance\":" + json + "}"))
                    .usage()
                    .balance(),
            json -> IssueGiftCardBody.decode(bytes("{\"currency\":\"USD\",\"value\":" + json + "}"))
                    .value());

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "1E+2, 100",
                "1.0e1, 10",
                "1.50000, 1.5",
                "\"50.000000\", 50",
                "5e-1, 0.5",
                "\"1e2\", 100",
                "\"+50\", 50",
                "\".5\", 0.5",
                "\"5.\", 5",
                "\"00012\", 12",
                "100000000000000000000e-18, 100",
                "0.00010000000000000000000, 0.0001",
                "0.0001E4, 1",
                "999999999999.99990, 999999999999.9999",
                "9.999999999999999E11, 999999999999.9999",
                "-0.0, 0",
                "0e5, 0",
                "12.5, 12.5"
            })
    void amount_anySpelling_isItsValue(String json, String value) {
        assertThat(PLACES)
                .allSatisfy(place -> assertThat(place.apply(json)).as(json).isEqualTo(Amount.of(value)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.30000000000000004, 0.3",
        "299.99999999999994, 300",
        "19.989999999999998, 19.99",
        "0.1000000000000000055511151231257827, 0.1",
        "1.0000000009999999, 1",
        "3.0000000000000004E-1, 0.3",
        "99999999999.990005, 99999999999.99",
        "5.55000000000000071054273576010018587, 5.55"
    })
    void amount_ofFloatingPoint_isWhatWasMeant(String json, String value) {
        assertThat(PLACES)
                .allSatisfy(place -> assertThat(place.apply(json)).as(json).isEqualTo(Amount.of(value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0.30000000000000004\"",
                "0.300001",
                "0.30000000000001",
                "0.12345678901234567",
                "1.000000002000000001",
                "0.0000000009999999999999999",
                "-0.30000000000000004",
                "1000000000000",
                "999999999999.99999999999999",
                "1e12",
                "1e-5",
                "1e9999999",
                "1e-9999999",
                "0e9999999",
                "-5",
                "\"1,000\"",
                "\"NaN\"",
                "\"0x10\"",
                "\" 5\"",
                "\"5 \"",
                "\"e5\"",
                "\".\"",
                "\"+\"",
                "\"1e\"",
                "\"1e5.0\"",
                "\"1e+-5\"",
                "\"--5\"",
                "\"\uFF15\"",
                "\"\u0665\"",
                "\"50 EUR\"",
                "\"12.50.0\""
            })
    void amount_noAmount_isRefusedWithWhatToSend(String json) {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> PLACES.get(0).apply(json))
                .satisfies(e -> assertThat(e.field()).isEqualTo("value_used"))
                .satisfies(e -> assertThat(e.expected()).contains("at most 4 decimals", "for example 12.50"));
    }

    @Test
    void amount_ofAnIssuerWithDecimals_isReadWithThem() {
        assertThat(CreateRedemptionBody.decode(bytes("{\"value_used\":0.12340000000000001}"), 4)
                        .value())
                .isEqualTo(Amount.of("0.1234"));
        assertThat(CreateRedemptionBody.decode(bytes("{\"value_used\":99999999999.990105}"), 2)
                        .value())
                .isEqualTo(Amount.of("99999999999.99"));
        assertThat(CreateRedemptionBody.decode(bytes("{\"value_used\":12.000000000000002}"), 0)
                        .value())
                .isEqualTo(Amount.of("12"));
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> CreateRedemptionBody.decode(bytes("{\"value_used\":0.12340000000000001}"), 2));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"5, 5", "5.0, 5", "\"5\", 5", "5e0, 5", "1E3, 1000", "\"5.000\", 5", "0.5e1, 5"})
    void limit_anySpelling_isItsValue(String json, long limit) {
        Coupon coupon = (Coupon) RedeemableReader.one(
                        RedeemableKind.COUPON, bytes("{\"id\":\"c\",\"redemptions_limit_total\":" + json + "}"))
                .redeemable();

        assertThat(coupon.totalLimit()).isEqualTo(UsageLimit.of(limit));
    }

    @Test
    void query_anySpelling_isItsValue() {
        VaucharRoute route = new VaucharRoute.ValidateRedeemable(ID);

        assertThat(VaucharQuery.decode(route, "transaction_value=1e2").value()).isEqualTo(Amount.of("100"));
        assertThat(VaucharQuery.decode(route, "transaction_value=1.50000").value())
                .isEqualTo(Amount.of("1.5"));
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> VaucharQuery.decode(route, "transaction_value=0.30000000000000004"));
    }

    @Test
    void encode_anyAmount_isReadBack() {
        for (long units = 1; units < 9_999_999_999_999_999L; units = units * 7 + 3) {
            Amount amount = new Amount(units);
            CreateRedemptionBody request = new CreateRedemptionBody(Redeemer.ANONYMOUS, amount, null);

            assertThat(CreateRedemptionBody.decode(request.encode()).value()).isEqualTo(amount);
        }
    }

    private static @Nullable Amount listed(String json) {
        try (RedemptionListReader reader = RedemptionListReader.all(ID, Instant.EPOCH, 1)) {
            reader.feed(bytes("{\"data\":[{\"id\":\"r\",\"value_used\":" + json + "}]}"));
            return reader.end().redemptions().get(0).value();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
