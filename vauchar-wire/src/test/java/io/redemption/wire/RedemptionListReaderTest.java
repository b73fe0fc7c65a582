package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.redemption.model.Completeness;
import io.redemption.model.RedeemableId;
import io.redemption.model.TransactionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedemptionListReaderTest {
    private static final RedeemableId GOLDEN = RedeemableId.coupon("cpn-1502288320598b19c0d59fd");
    private static final RedeemableId ID = RedeemableId.coupon("cpn-1");
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void feed_cutAnywhere_readsTheSame() {
        byte[] body = Golden.bytes("coupon-redemption-list");
        RedemptionListing whole = read(RedemptionListReader.all(GOLDEN, NOW, 10), body);

        for (int cut = 0; cut <= body.length; cut++) {
            RedemptionListReader reader = RedemptionListReader.all(GOLDEN, NOW, 10);
            reader.feed(ByteBuffer.wrap(body, 0, cut));
            reader.feed(ByteBuffer.wrap(body, cut, body.length - cut));

            assertThat(reader.end()).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    /** A database error with an empty list beside it was taken for the proof that nothing was redeemed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"error\":\"the database is away\"",
                "\"errors\":[{\"code\":7}]",
                "\"success\":false",
                "\"status\":\"failed\"",
                "\"Http-Status\":503",
                "\"validation_status\":{\"status\":2001}",
                "\"meta\":{\"error_code\":7}"
            })
    void end_failureBesideTheItems_isUnreadableAtAnyPosition(String failure) {
        for (String body : new String[] {
            "{" + failure + ",\"count\":0,\"data\":[]}",
            "{\"count\":0,\"data\":[]," + failure + "}",
            "{\"count\":1," + failure + ",\"data\":[{\"id\":\"res-1\"}]}"
        }) {
            assertThatExceptionOfType(UnreadableBodyException.class)
                    .as(body)
                    .isThrownBy(() -> read(RedemptionListReader.all(ID, NOW, 10), body.getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"error\":null",
                "\"errors\":[]",
                "\"success\":true",
                "\"status\":\"ok\"",
                "\"status\":200",
                "\"validation_status\":{\"status\":1000}",
                "\"meta\":{\"total\":0,\"links\":{\"error\":\"/errors\"}}",
                "\"links\":{\"status\":\"failed\"}"
            })
    void end_noFailureBesideTheItems_isRead(String member) {
        for (String body :
                new String[] {"{" + member + ",\"count\":0,\"data\":[]}", "{\"count\":0,\"data\":[]," + member + "}"}) {
            RedemptionListing listing = read(RedemptionListReader.all(ID, NOW, 10), body.getBytes(UTF_8));

            assertThat(listing.completeness()).as(body).isEqualTo(Completeness.PROVEN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.vauchar.com/coupons/cpn-2/redemptions",
                "https://api.vauchar.com/coupons/cpn-2/redemptions?page=1#x",
                "http://10.0.0.1/api/v2/coupons/CPN-1/redemptions",
                "/vouchers/vcr-1/redemptions",
                "https://foreign.example/gift-cards/gift-1/redemptions/",
                "https://api.vauchar.com/coupons/cpn%2D2/redemptions"
            })
    void end_linkOfAnotherRedeemable_isUnreadableWhereverItStands(String href) {
        String link = "\"href\":\"" + href + "\"";
        for (String body : new String[] {
            "{" + link + ",\"count\":0,\"data\":[]}",
            "{\"count\":0,\"data\":[]," + link + "}",
            "{" + link + ",\"data\":[{\"id\":\"res-1\"}]}"
        }) {
            assertThatExceptionOfType(UnreadableBodyException.class)
                    .isThrownBy(() -> read(RedemptionListReader.all(ID, NOW, 10), body.getBytes(UTF_8)))
                    .satisfies(e -> assertThat(e.field()).isEqualTo("href"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "",
                "x",
                "https://api.vauchar.com/coupons/cpn-1/redemptions",
                "http://10.0.0.1/api/v2/coupons/cpn%2D1/redemptions/",
                "https://other.example/coupons/redemptions",
                "https://other.example/orders/cpn-2/redemptions",
                "https://example.com/coupons//redemptions",
                "https://example.com/coupons/%zz/redemptions"
            })
    void end_linkThatNamesNoOther_isNotHeldAgainstTheList(String href) {
        RedemptionListing listing = read(
                RedemptionListReader.all(ID, NOW, 10),
                ("{\"href\":\"" + href + "\",\"count\":0,\"data\":[]}").getBytes(UTF_8));

        assertThat(listing.completeness()).isEqualTo(Completeness.PROVEN);
    }

    @Test
    void matching_longList_keepsItsOwnOnly() {
        RedemptionListReader reader = RedemptionListReader.matching(ID, NOW, TransactionId.of("t-77777"), 10);
        reader.feed("{\"count\":100000,\"data\":[".getBytes(UTF_8));

        for (int i = 0; i < 100_000; i++) {
            reader.feed(((i == 0 ? "" : ",") + "{\"id\":\"res-" + i + "\",\"transaction_id\":\"t-" + i + "\"}")
                    .getBytes(UTF_8));
        }
        reader.feed("]}".getBytes(UTF_8));
        RedemptionListing listing = reader.end();

        assertThat(listing.redemptions()).singleElement().satisfies(found -> {
            assertThat(found.id().value()).isEqualTo("res-77777");
            assertThat(found.createdAt()).isEqualTo(NOW);
            assertThat(found.redeemable()).isEqualTo(ID);
        });
        assertThat(listing.completeness()).isEqualTo(Completeness.PROVEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"count\":0,\"data\":[]} | PROVEN",
                "{\"count\":\"1\",\"data\":[{\"id\":\"r\"}]} | PROVEN",
                "{\"data\":[{\"id\":\"r\"}],\"count\":1} | PROVEN",
                "{\"count\":2,\"data\":[{\"id\":\"r\"}]} | CUT",
                "{\"count\":0,\"data\":[{\"id\":\"r\"}]} | UNKNOWN",
                "{\"count\":-1,\"data\":[{\"id\":\"r\"}]} | UNKNOWN",
                "{\"count\":[1],\"data\":[{\"id\":\"r\"}]} | UNKNOWN",
                "{\"count\":1e1,\"data\":[{\"id\":\"r\"}]} | CUT",
                "{\"count\":1.0,\"data\":[{\"id\":\"r\"}]} | PROVEN",
                "{\"count\":1,\"count\":1,\"data\":[{\"id\":\"r\"}]} | UNKNOWN",
                "{\"meta\":{\"count\":1,\"data\":[1]},\"data\":[{\"id\":\"r\"}]} | UNKNOWN",
                "{\"data\":[]} | UNKNOWN",
                "[] | UNKNOWN",
                "[{\"id\":\"r\"}] | UNKNOWN"
            })
    void completeness_byCount_isProvenOnlyIfEqual(String body, Completeness expected) {
        RedemptionListing listing = read(RedemptionListReader.all(ID, NOW, 10), body.getBytes(UTF_8));

        assertThat(listing.completeness()).isEqualTo(expected);
    }

    @Test
    void all_moreThanKept_isCut() {
        byte[] body = "{\"count\":2,\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}".getBytes(UTF_8);

        RedemptionListing listing = read(RedemptionListReader.all(ID, NOW, 1), body);

        assertThat(listing.redemptions()).hasSize(1);
        assertThat(listing.seen()).isEqualTo(2);
        assertThat(listing.completeness()).isEqualTo(Completeness.CUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":null}",
                "{\"data\":{}}",
                "{\"data\":\"\"}",
                "7",
                "{\"error\":{\"code\":\"x\"}}",
                "{\"data\":[],\"data\":[]}",
                "{\"data\":[",
                "{\"data\":[{\"id\":}]}",
                "{\"data\":[{\"id\":\"r\",\"coupon_id\":\"other\"}]}",
                "{\"data\":[{\"id\":\"r\",\"voucher_id\":\"cpn-1\"}]}"
            })
    void end_noListOfTheRequested_isUnreadable(String body) {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> read(RedemptionListReader.all(ID, NOW, 10), body.getBytes(UTF_8)));
    }

    @Test
    void matching_strangersOddity_doesNotHideOnesOwn() {
        byte[] body = ("{\"data\":[{\"id\":\"a/b\",\"value_used\":\"-1\",\"transaction_id\":\"x\"},"
                        + "{\"id\":\"r\",\"transaction_id\":\"t\"}]}")
                .getBytes(UTF_8);

        RedemptionListing listing = read(RedemptionListReader.matching(ID, NOW, TransactionId.of("t"), 10), body);

        assertThat(listing.redemptions()).hasSize(1);
        assertThat(listing.seen()).isEqualTo(2);
    }

    @Test
    void feed_afterAFailure_isRejected() {
        RedemptionListReader reader = RedemptionListReader.all(ID, NOW, 10);
        assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> reader.feed(new byte[] {'x'}));

        assertThatIllegalStateException().isThrownBy(() -> reader.feed(new byte[] {'{'}));
        assertThatIllegalStateException().isThrownBy(reader::end);
        reader.close();
    }

    private static RedemptionListing read(RedemptionListReader reader, byte[] body) {
        reader.feed(body);
        return reader.end();
    }
}
