package io.redemption.wire;

import static io.redemption.model.RedeemableKind.COUPON;
import static io.redemption.model.RedeemableKind.GIFT_CARD;
import static io.redemption.model.RedeemableKind.VOUCHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.Audience;
import io.redemption.model.Completeness;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionId;
import io.redemption.model.ValidationResult;
import io.redemption.model.Validity;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.model.Voucher;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenFilesTest {
    private static final URI BASE = URI.create("https://api.vauchar.com");
    private static final RedeemableId COUPON_ID = RedeemableId.coupon("cpn-1502288320598b19c0d59fd");
    private static final RedemptionWriter WRITER = new RedemptionWriter(BASE);
    private static final RedeemableWriter PARENTS = new RedeemableWriter(BASE);

    @Test
    void one_documentedCoupon_readsEveryField() {
        Redemption redemption = reader(COUPON_ID).one(Golden.bytes("coupon-redemption-created"));

        assertThat(redemption)
                .isEqualTo(Redemption.builder(
                                RedemptionId.of("res-150675935459cf52bad9207"),
                                COUPON_ID,
                                Instant.ofEpochSecond(1506759354))
                        .redeemer(new Redeemer("123", "test@vauchar.com", "82383209830"))
                        .value(Amount.of("50"))
                        .transactionId(TransactionId.of("transa001"))
                        .customerId("cust-150614516859c5f39002a4a")
                        .href("https://api.vauchar.com/coupons/cpn-1502288320598b19c0d59fd/redemptions/"
                                + "res-150675935459cf52bad9207")
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "COUPON, cpn-1502288320598b19c0d59fd, coupon",
        "VOUCHER, vcr-1502288320598b19c0d59fe, voucher",
        "GIFT_CARD, gift-148061360458405ee43a1a8, gift-card"
    })
    void redemptions_readAndWritten_areTheSameFieldByField(RedeemableKind kind, String id, String name) {
        RedeemableId redeemable = new RedeemableId(kind, id);

        Redemption created = reader(redeemable).one(Golden.bytes(name + "-redemption-created"));
        Redemption wrapped = reader(redeemable).one(Golden.bytes(name + "-redemption-wrapped"));
        RedemptionListing listing = list(redeemable, Golden.bytes(name + "-redemption-list"));

        assertThat(Golden.text(WRITER.bare(created))).isEqualTo(Golden.text(name + "-redemption-created"));
        assertThat(Golden.text(WRITER.wrapped(wrapped))).isEqualTo(Golden.text(name + "-redemption-wrapped"));
        assertThat(Golden.text(WRITER.list(redeemable, listing.redemptions(), listing.seen())))
                .isEqualTo(Golden.text(name + "-redemption-list"));
    }

    @Test
    void list_documentedCoupons_isProven() {
        RedemptionListing listing = list(COUPON_ID, Golden.bytes("coupon-redemption-list"));

        assertThat(listing.seen()).isEqualTo(2);
        assertThat(listing.reportedCount()).isEqualTo(2);
        assertThat(listing.completeness()).isEqualTo(Completeness.PROVEN);
        assertThat(listing.redemptions().get(0).value()).isNull();
        assertThat(listing.redemptions().get(0).teamId()).isEqualTo("E57BB2DOKBW");
        assertThat(listing.redemptions().get(1).value()).isEqualTo(Amount.of("300"));
    }

    @ParameterizedTest
    @CsvSource({"coupon", "voucher", "gift-card"})
    void createRequest_readAndWritten_isTheSameFieldByField(String name) {
        CreateRedemptionBody request = CreateRedemptionBody.decode(Golden.bytes(name + "-redemption-create-request"));

        assertThat(Golden.text(request.encode())).isEqualTo(Golden.text(name + "-redemption-create-request"));
    }

    @Test
    void createRequest_ofAnAttempt_isTheDocumentedOne() {
        RedemptionRequest request = RedemptionRequest.builder(COUPON_ID)
                .user("123")
                .email("test@vauchar.com")
                .phone("82383209830")
                .value("50.00")
                .uniqueTransaction("transa001")
                .build();
        RedemptionAttempt attempt =
                new RedemptionAttempt(AttemptId.of("a"), request, TransactionId.of("transa001"), Instant.EPOCH);

        byte[] body = CreateRedemptionBody.of(attempt, true).encode();

        assertThat(Golden.text(body)).isEqualTo(Golden.text("coupon-redemption-create-request"));
    }

    @ParameterizedTest
    @CsvSource({"COUPON, coupon", "VOUCHER, voucher", "GIFT_CARD, gift-card"})
    void redeemables_readAndWritten_areTheSameFieldByField(RedeemableKind kind, String name) {
        RedeemableState one = RedeemableReader.one(kind, Golden.bytes(name + "-wrapped"));
        List<RedeemableState> all = RedeemableReader.list(kind, Golden.bytes(name + "-list"));

        assertThat(Golden.text(PARENTS.wrapped(one))).isEqualTo(Golden.text(name + "-wrapped"));
        assertThat(Golden.text(PARENTS.list(kind, all, all.size()))).isEqualTo(Golden.text(name + "-list"));
    }

    @Test
    void issued_readAndWritten_areTheSameFieldByField() {
        List<RedeemableState> vouchers = RedeemableReader.list(VOUCHER, Golden.bytes("voucher-issued"));
        RedeemableState card = RedeemableReader.one(GIFT_CARD, Golden.bytes("gift-card-issued"));

        assertThat(Golden.text(PARENTS.array(vouchers))).isEqualTo(Golden.text("voucher-issued"));
        assertThat(Golden.text(PARENTS.bare(card))).isEqualTo(Golden.text("gift-card-issued"));
    }

    @Test
    void redeemables_read_areWhatTheFilesSay() {
        Coupon coupon = (Coupon)
                RedeemableReader.one(COUPON, Golden.bytes("coupon-wrapped")).redeemable();
        RedeemableState voucher = RedeemableReader.one(VOUCHER, Golden.bytes("voucher-wrapped"));
        RedeemableState card = RedeemableReader.one(GIFT_CARD, Golden.bytes("gift-card-wrapped"));

        assertThat(coupon)
                .isEqualTo(Coupon.builder("cpn-1502288320598b19c0d59fd", Discount.fixed("5000"))
                        .code("AMAZING")
                        .validity(Validity.from(Instant.ofEpochSecond(1502288320)))
                        .currency("USD")
                        .totalLimit(100)
                        .audience(Audience.NEW_USERS)
                        .build());
        assertThat(((Voucher) voucher.redeemable()).value()).isEqualTo(Discount.percentage("50"));
        assertThat(voucher.usage().redeemed()).isTrue();
        assertThat(voucher.usage().redeemedAt()).isEqualTo(Instant.ofEpochSecond(1506759354));
        assertThat(((GiftCard) card.redeemable()).issuedValue()).isEqualTo(Amount.of("600"));
        assertThat(card.usage().balance()).isEqualTo(Amount.of("550"));
    }

    @Test
    void orders_readAndWritten_areTheSameFieldByField() {
        IssueVouchersBody vouchers = IssueVouchersBody.decode(Golden.bytes("voucher-order"));
        IssueGiftCardBody card = IssueGiftCardBody.decode(Golden.bytes("gift-card-order"));
        IssueCouponBody coupon = IssueCouponBody.decode(Golden.bytes("coupon-order"));

        assertThat(Golden.text(vouchers.encode())).isEqualTo(Golden.text("voucher-order"));
        assertThat(Golden.text(card.encode())).isEqualTo(Golden.text("gift-card-order"));
        assertThat(Golden.text(coupon.encode())).isEqualTo(Golden.text("coupon-order"));
        assertThat(vouchers.count()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"coupon-validation-valid", "coupon-validation-new-users"})
    void validation_readAndWritten_isTheSameFieldByField(String name) {
        ValidationResult advice = ValidationBody.decode(Golden.bytes(name), COUPON);

        byte[] body = new ValidationBody(BASE, false).encode(advice, COUPON);

        assertThat(Golden.text(body)).isEqualTo(Golden.text(name));
    }

    @Test
    void validation_newUsersOnly_isReadAsThatViolation() {
        ValidationResult advice = ValidationBody.decode(Golden.bytes("coupon-validation-new-users"), COUPON);

        assertThat(advice.violations()).extracting(Violation::code).containsExactly(ViolationCode.NEW_USERS_ONLY);
        assertThat(advice.state()).isNull();
    }

    private static RedemptionReader reader(RedeemableId id) {
        return new RedemptionReader(id, Instant.EPOCH);
    }

    private static RedemptionListing list(RedeemableId id, byte[] body) {
        try (RedemptionListReader reader = RedemptionListReader.all(id, Instant.EPOCH, 10)) {
            reader.feed(body);
            return reader.end();
        }
    }
}
