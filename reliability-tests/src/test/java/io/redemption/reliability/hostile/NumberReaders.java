package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.wire.CreateRedemptionBody;
import io.redemption.wire.RedeemableReader;
import io.redemption.wire.RedemptionListReader;
import io.redemption.wire.RedemptionReader;
import io.redemption.wire.VaucharQuery;
import io.redemption.wire.VaucharRoute;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Every place where a number comes in from outside, each with a reader that fails if it does not take the number. */
enum NumberReaders {
    /** The value of a redemption that answers a create or a get-one. */
    REDEMPTION(number -> new RedemptionReader(RedeemableId.coupon("c"), Instant.EPOCH)
            .one(bytes("{\"id\":\"r\",\"value_used\":" + number + "}"))),
    /** The value of a redemption in a list. */
    LISTED_REDEMPTION(number -> {
        RedemptionListReader reader = RedemptionListReader.all(RedeemableId.coupon("c"), Instant.EPOCH, 10);
        reader.feed(bytes("{\"data\":[{\"id\":\"r\",\"value_used\":" + number + "}]}"));
        if (reader.end().unreadable() > 0) {
            throw new IllegalArgumentException("an item that cannot be read");
        }
    }),
    /** The balance of a gift card. */
    BALANCE(number -> RedeemableReader.catalogue(
            RedeemableKind.GIFT_CARD, bytes("[{\"id\":\"g\",\"total_value\":50,\"balance\":" + number + "}]"))),
    /** The value of a coupon. */
    COUPON_VALUE(number -> RedeemableReader.catalogue(
            RedeemableKind.COUPON, bytes("[{\"id\":\"c\",\"value_unit\":\"value\",\"value\":" + number + "}]"))),
    /** A moment. */
    CREATED(number -> new RedemptionReader(RedeemableId.coupon("c"), Instant.EPOCH)
            .one(bytes("{\"id\":\"r\",\"created\":" + number + "}"))),
    /** A limit. */
    LIMIT(number -> RedeemableReader.catalogue(
            RedeemableKind.COUPON,
            bytes("[{\"id\":\"c\",\"value_unit\":\"value\",\"value\":5,\"redemptions_limit_total\":" + number + "}]"))),
    /** The value that a client of the server sends. */
    REQUEST(number -> CreateRedemptionBody.decode(bytes("{\"user_id\":\"u\",\"value_used\":" + number + "}"))),
    /** The value in the query of a validation; texts only. */
    QUERY(number -> VaucharQuery.decode(
            new VaucharRoute.ValidateRedeemable(RedeemableId.giftCard("g")),
            "value_used=" + URLEncoder.encode(unquoted(number), UTF_8)));

    /** How it is done by whoever has not met {@code 1e9999999}: the negative control. */
    static final Consumer<String> CARELESS = number -> {
        BigDecimal rounded = new BigDecimal(unquoted(number)).setScale(2, RoundingMode.HALF_UP);
        if (rounded.signum() < 0) {
            throw new IllegalArgumentException("negative");
        }
    };

    /** Those that read money, and so take an amount of any length up to 17 characters. */
    static final List<NumberReaders> OF_MONEY =
            List.of(REDEMPTION, LISTED_REDEMPTION, BALANCE, COUPON_VALUE, REQUEST, QUERY);

    @SuppressWarnings("ImmutableEnumChecker") // None of the lambdas above holds anything.
    private final Consumer<String> reader;

    NumberReaders(Consumer<String> reader) {
        this.reader = reader;
    }

    /**
     * Reads a number.
     *
     * @param number as JSON writes it
     * @throws IllegalArgumentException or another exception, if it is not taken
     */
    void read(String number) {
        reader.accept(number);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(UTF_8);
    }

    private static String unquoted(String number) {
        return number.replace("\"", "");
    }
}
