package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redemption.model.Completeness;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.TransactionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is odd about strangers' redemptions never hides one's own, and never lets a list prove what it does not show.
 */
class OddItemsTest {
    private static final RedeemableId ID = RedeemableId.coupon("cpn-1");
    private static final String OWN = "{\"id\":\"own\",\"transaction_id\":\"mine\",\"value_used\":\"5.00\"}";

    static Stream<String> oddItems() {
        return Stream.of(
                "1",
                "null",
                "\"text\"",
                "[]",
                "[[]]",
                "{}",
                "{\"id\":\"a/b\"}",
                "{\"id\":\"a\",\"type\":\"coupon\"}",
                "{\"id\":\"a\",\"value_used\":\"-1\"}",
                "{\"id\":\"a\",\"value_used\":1e9999999}",
                "{\"id\":\"a\",\"created\":\"yesterday\"}",
                "{\"id\":\"a\",\"coupon_id\":\"other\"}",
                "{\"id\":\"a\",\"voucher_id\":\"cpn-1\"}",
                "{\"id\":\"a\",\"user_id\":{}}",
                "{\"id\":\"a\",\"transaction_id\":1.5}",
                "{\"id\":\"a\",\"transaction_id\":\"" + "t".repeat(256) + "\"}",
                "{\"id\":\"a\",\"id\":\"b\"}",
                "{\"id\":\"a\",\"user_email\":\"\\ud800\"}",
                "{\"id\":\"a\",\"user_email\":\"" + "x".repeat(100_000) + "\"}",
                "{\"id\":\"a\",\"" + "n".repeat(1000) + "\":1}",
                "{\"id\":\"a\",\"n\":" + "1".repeat(1000) + "}",
                "{\"id\":\"a\",\"n\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "{\"id\":\"a\",\"n\":[" + "1,".repeat(2000) + "1]}",
                "{\"id\":\"a\",\"n\":[" + ("\"" + "y".repeat(4000) + "\",").repeat(30) + "1]}");
    }

    @ParameterizedTest
    @MethodSource("oddItems")
    void all_oddItem_isCountedAndTheOthersAreShown(String odd) {
        RedemptionListing listing = read(
                RedemptionListReader.all(ID, Instant.EPOCH, 10), "{\"count\":2,\"data\":[" + odd + "," + OWN + "]}");

        assertThat(listing.redemptions()).extracting(item -> item.id().value()).containsExactly("own");
        assertThat(listing.seen()).isEqualTo(2);
        assertThat(listing.unreadable()).isEqualTo(1);
        assertThat(listing.completeness()).isEqualTo(Completeness.CUT);
    }

    @ParameterizedTest
    @MethodSource("oddItems")
    void matching_oddItem_doesNotHideOnesOwn(String odd) {
        for (String list : List.of(odd + "," + OWN, OWN + "," + odd)) {
            RedemptionListing listing = read(
                    RedemptionListReader.matching(ID, Instant.EPOCH, TransactionId.of("mine"), 10),
                    "{\"data\":[" + list + "]}");

            assertThat(listing.redemptions())
                    .extracting(item -> item.id().value())
                    .containsExactly("own");
        }
    }

    @Test
    void matching_strangerWithAnotherTransaction_isSkippedUnread() {
        RedemptionListing listing = read(
                RedemptionListReader.matching(ID, Instant.EPOCH, TransactionId.of("mine"), 10),
                "{\"count\":2,\"data\":[{\"id\":\"a/b\",\"value_used\":\"-1\",\"transaction_id\":\"x\"}," + OWN + "]}");

        assertThat(listing.unreadable()).isZero();
        assertThat(listing.completeness()).isEqualTo(Completeness.PROVEN);
    }

    @Test
    void matching_ownTransactionThatCannotBeRead_isNotProvenAbsent() {
        RedemptionListing listing = read(
                RedemptionListReader.matching(ID, Instant.EPOCH, TransactionId.of("mine"), 10),
                "{\"count\":1,\"data\":[{\"id\":\"a\",\"value_used\":\"-1\",\"transaction_id\":\"mine\"}]}");

        assertThat(listing.redemptions()).isEmpty();
        assertThat(listing.unreadable()).isEqualTo(1);
        assertThat(listing.completeness()).isEqualTo(Completeness.CUT);
    }

    @Test
    void filtered_idsAndRedemptions_areChosenInTwoSteps() {
        List<String> asked = new ArrayList<>();
        RedemptionListReader reader = RedemptionListReader.filtered(
                ID,
                Instant.EPOCH,
                id -> {
                    asked.add(id == null ? "none" : id.value());
                    return id == null || id.value().startsWith("m");
                },
                (Redemption redemption) -> redemption.value() != null,
                1);

        RedemptionListing listing = read(
                reader,
                "[{\"id\":\"a\",\"value_used\":1},{\"id\":\"b\",\"transaction_id\":\"m\"},"
                        + "{\"id\":\"c/\",\"transaction_id\":\"x\"},{\"id\":\"d/\",\"transaction_id\":\"m2\"},"
                        + "{\"id\":\"e\",\"transaction_id\":{}}," + OWN + "]");

        assertThat(asked).containsExactly("none", "m", "x", "m2", "mine");
        assertThat(listing.redemptions()).extracting(item -> item.id().value()).containsExactly("a");
        assertThat(listing.wanted()).isEqualTo(2);
        assertThat(listing.unreadable()).isEqualTo(2);
        assertThat(listing.seen()).isEqualTo(6);
    }

    @Test
    void end_nothingButAnotherRedeemablesItems_isUnreadable() {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> read(
                        RedemptionListReader.all(ID, Instant.EPOCH, 10),
                        "{\"data\":[{\"id\":\"a\",\"coupon_id\":\"other\"},{\"id\":\"b\",\"coupon_id\":\"other\"}]}"))
                .satisfies(e -> assertThat(e.field()).contains("coupon_id"));
    }

    @Test
    void feed_byteOrderMark_isSkipped() {
        for (int cut = 0; cut <= 3; cut++) {
            byte[] body = ("\uFEFF{\"count\":1,\"data\":[" + OWN + "]}").getBytes(UTF_8);
            RedemptionListReader reader = RedemptionListReader.all(ID, Instant.EPOCH, 10);
            reader.feed(Arrays.copyOf(body, cut));
            reader.feed(Arrays.copyOfRange(body, cut, body.length));

            assertThat(reader.end().completeness()).isEqualTo(Completeness.PROVEN);
        }
        assertThat(CreateRedemptionBody.decode("\uFEFF{\"user_id\":\"1\"}".getBytes(UTF_8))
                        .redeemer()
                        .userId())
                .isEqualTo("1");
    }

    private static RedemptionListing read(RedemptionListReader reader, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        int half = bytes.length / 2;
        reader.feed(Arrays.copyOf(bytes, half));
        reader.feed(Arrays.copyOfRange(bytes, half, bytes.length));
        return reader.end();
    }
}
