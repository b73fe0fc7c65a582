package io.redemption.server.conformance;

import static io.redemption.model.ViolationCode.ALREADY_REDEEMED;
import static io.redemption.model.ViolationCode.ATTEMPT_REUSED;
import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static io.redemption.model.ViolationCode.EXISTING_USERS_ONLY;
import static io.redemption.model.ViolationCode.EXPIRED;
import static io.redemption.model.ViolationCode.INACTIVE;
import static io.redemption.model.ViolationCode.NEW_USERS_ONLY;
import static io.redemption.model.ViolationCode.NOT_STARTED;
import static io.redemption.model.ViolationCode.TOTAL_LIMIT_REACHED;
import static io.redemption.model.ViolationCode.UNKNOWN_REDEEMABLE;
import static io.redemption.model.ViolationCode.USER_LIMIT_REACHED;
import static io.redemption.model.ViolationCode.USER_REQUIRED;
import static io.redemption.model.ViolationCode.VALUE_REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.BlockingRedemptions;
import io.redemption.Redemptions;
import io.redemption.model.Amount;
import io.redemption.model.Audience;
import io.redemption.model.Code;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.Validity;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.model.Voucher;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A shop's day with all three kinds, written once and run over every path to an issuer. */
abstract class RedemptionScenario {
    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant FUTURE = Instant.parse("2120-01-01T00:00:00Z");

    /** What the shop holds. */
    abstract Redemptions shop();

    /** Issues a redeemable that no other test uses. */
    abstract RedeemableId issue(Redeemable terms);

    /** Returns an unused id. */
    abstract String freshId();

    static Stream<Redeemable> kinds() {
        return Stream.of(
                Coupon.builder("any", Discount.fixed("5000.00")).build(),
                Voucher.builder("any", Discount.percentage("50")).build(),
                GiftCard.builder("any", "600.00").build());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void redeem_thenListFindAndReverse_tellOneStory(Redeemable kind) {
        RedeemableId id = issue(renamed(kind));
        RedemptionAttempt attempt = shop().prepare(RedemptionRequest.builder(id)
                .user("123")
                .email("test@vauchar.com")
                .phone("82383209830")
                .value("50.00")
                .uniqueTransaction("transa001")
                .build());

        Redemption redemption = redeemed(blocking().redeem(attempt));

        assertThat(redemption.redeemable()).isEqualTo(id);
        assertThat(redemption.redeemer()).isEqualTo(attempt.request().redeemer());
        assertThat(redemption.value()).isEqualTo(Amount.of("50"));
        assertThat(redemption.transactionId()).isEqualTo(attempt.transactionId());
        assertThat(redemption.customerId() == null).isEqualTo(kind instanceof GiftCard);
        assertThat(blocking().find(id, redemption.id())).contains(redemption);
        assertThat(history(id)).containsExactly(redemption);
        assertThat(blocking().reverse(Reversal.of(redemption))).isEqualTo(new Reversed(Reversal.of(redemption)));
        assertThat(history(id)).isEmpty();
        assertThat(blocking().find(id, redemption.id())).isEmpty();
        assertThat(blocking().reverse(Reversal.of(redemption)))
                .isEqualTo(new NothingToReverse(Reversal.of(redemption)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void redeem_sameAttemptAgain_isReplayedAndOtherContentIsRefused(Redeemable kind) {
        RedeemableId id = issue(renamed(kind));
        RedemptionAttempt attempt = shop().prepare(request(id, "7", "10.00"));
        RedemptionAttempt other = shop().prepare(request(id, "7", "11.00"), attempt.id());

        Redemption first = redeemed(blocking().redeem(attempt));

        assertThat(blocking().redeem(attempt)).isEqualTo(new Redeemed(first, true));
        assertThat(codes(blocking().redeem(other))).containsExactly(ATTEMPT_REUSED);
        assertThat(history(id)).containsExactly(first);
    }

    @Test
    void history_twoRedemptions_isNewestFirst() {
        RedeemableId id =
                issue(Coupon.builder(freshId(), Discount.fixed("5.00")).build());

        Redemption first = redeem(id, "1", "1.00");
        Redemption second = redeem(id, "2", "2.00");

        assertThat(history(id)).containsExactly(second, first);
    }

    @Test
    void coupon_limits_areKeptAndGivenBack() {
        RedeemableId id = issue(Coupon.builder(freshId(), Discount.fixed("5.00"))
                .totalLimit(2)
                .perUserLimit(1)
                .build());
        Redemption first = redeem(id, "1", "1.00");

        assertThat(codes(attempt(id, "1", "1.00"))).containsExactly(USER_LIMIT_REACHED);
        redeem(id, "2", "1.00");
        assertThat(codes(attempt(id, "3", "1.00"))).containsExactly(TOTAL_LIMIT_REACHED);
        assertThat(codes(attempt(id, "1", "1.00"))).containsExactly(TOTAL_LIMIT_REACHED, USER_LIMIT_REACHED);
        blocking().reverse(Reversal.of(first));
        redeem(id, "1", "1.00");
    }

    @Test
    void coupon_audience_isJudgedByEarlierCoupons() {
        RedeemableId welcome = issue(Coupon.builder(freshId(), Discount.fixed("5.00"))
                .audience(Audience.NEW_USERS)
                .build());
        RedeemableId thanks = issue(Coupon.builder(freshId(), Discount.fixed("5.00"))
                .audience(Audience.EXISTING_USERS)
                .build());
        String user = freshId();

        assertThat(codes(attempt(thanks, user, "1.00"))).containsExactly(EXISTING_USERS_ONLY);
        redeem(welcome, user, "1.00");
        assertThat(codes(attempt(welcome, user, "1.00"))).containsExactly(NEW_USERS_ONLY);
        redeem(thanks, user, "1.00");
    }

    @Test
    void redeemable_outsideItsTerms_isRefusedWithEveryReason() {
        RedeemableId expired = issue(Coupon.builder(freshId(), Discount.fixed("5.00"))
                .validity(Validity.until(PAST))
                .active(false)
                .build());
        RedeemableId early = issue(Voucher.builder(freshId(), Discount.fixed("5.00"))
                .validity(Validity.from(FUTURE))
                .build());
        RedeemableId lateAndPoor = issue(GiftCard.builder(freshId(), "5.00")
                .validity(Validity.until(PAST))
                .build());

        assertThat(codes(attempt(expired, "1", "1.00"))).containsExactly(INACTIVE, EXPIRED);
        assertThat(codes(attempt(early, "1", "1.00"))).containsExactly(NOT_STARTED);
        assertThat(codes(attempt(lateAndPoor, "1", "5.01"))).containsExactly(EXPIRED, BALANCE_TOO_LOW);
    }

    @Test
    void voucher_usedUp_isRefusedUntilReversed() {
        RedeemableId id =
                issue(Voucher.builder(freshId(), Discount.percentage("50")).build());
        Redemption first = redeem(id, "1", "185.00");

        assertThat(codes(attempt(id, "2", "185.00"))).containsExactly(ALREADY_REDEEMED);
        blocking().reverse(Reversal.of(first));
        redeem(id, "2", "185.00");
    }

    @Test
    void giftCard_spentInParts_neverFallsBelowZero() {
        RedeemableId id = issue(GiftCard.builder(freshId(), "100.00").build());
        redeem(id, "1", "60.00");

        assertThat(codes(attempt(id, "1", "40.01"))).containsExactly(BALANCE_TOO_LOW);
        redeem(id, "1", "40.00");
        assertThat(balance(id)).isEqualTo(Amount.ZERO);
    }

    @Test
    void request_withoutWhatItsKindNeeds_isRefusedBeforeItIsSent() {
        RedeemableId coupon =
                issue(Coupon.builder(freshId(), Discount.fixed("5.00")).build());
        RedeemableId card = issue(GiftCard.builder(freshId(), "100.00").build());

        assertThat(codes(blocking().redeem(RedemptionRequest.builder(coupon).build())))
                .containsExactly(USER_REQUIRED);
        assertThat(codes(blocking().redeem(RedemptionRequest.builder(card).build())))
                .containsExactly(VALUE_REQUIRED);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void unknownId_everyOperation_findsNothing(Redeemable kind) {
        RedeemableId unknown = renamed(kind).id();
        RedemptionId none = RedemptionId.of("res-none");

        assertThat(codes(attempt(unknown, "1", "1.00"))).containsExactly(UNKNOWN_REDEEMABLE);
        assertThat(blocking().history(unknown, HistoryQuery.ALL)).isEmpty();
        assertThat(blocking().find(unknown, none)).isEmpty();
        assertThat(blocking().lookup(unknown, Freshness.FROM_ISSUER)).isEmpty();
        assertThat(blocking().reverse(new Reversal(unknown, none)))
                .isEqualTo(new NothingToReverse(new Reversal(unknown, none)));
    }

    @Test
    void reverse_underAnotherRedeemable_takesNothingBack() {
        RedeemableId id = issue(GiftCard.builder(freshId(), "100.00").build());
        RedeemableId other = issue(GiftCard.builder(freshId(), "100.00").build());
        Redemption redemption = redeem(id, "1", "30.00");

        blocking().reverse(new Reversal(other, redemption.id()));

        assertThat(balance(id)).isEqualTo(Amount.of("70"));
        assertThat(balance(other)).isEqualTo(Amount.of("100"));
    }

    @Test
    void lookup_byCode_findsTheRedeemable() {
        String code = "CODE" + freshId().replaceAll("[^0-9a-z]", "");
        RedeemableId id = issue(GiftCard.builder(freshId(), "100.00").code(code).build());

        assertThat(blocking().lookup(Code.of(code)).orElseThrow().redeemable().id())
                .isEqualTo(id);
        assertThat(blocking().lookup(Code.of(code + "X"))).isEmpty();
    }

    @Test
    void validate_isAdviceAndChangesNothing() {
        RedeemableId id = issue(GiftCard.builder(freshId(), "100.00").build());

        assertThat(blocking().validate(request(id, "1", "100.00")).isValid()).isTrue();
        assertThat(blocking().validate(request(id, "1", "100.01")).violations())
                .extracting(Violation::code)
                .containsExactly(BALANCE_TOO_LOW);
        assertThat(balance(id)).isEqualTo(Amount.of("100"));
    }

    private Redeemable renamed(Redeemable kind) {
        return kind.fold(
                coupon -> Coupon.builder(freshId(), Objects.requireNonNull(coupon.value()))
                        .build(),
                voucher -> Voucher.builder(freshId(), Objects.requireNonNull(voucher.value()))
                        .build(),
                card -> GiftCard.builder(freshId(), String.valueOf(card.issuedValue()))
                        .build());
    }

    private BlockingRedemptions blocking() {
        return shop().blocking();
    }

    private static RedemptionRequest request(RedeemableId id, String user, String value) {
        return RedemptionRequest.builder(id).user(user).value(value).build();
    }

    private RedemptionOutcome attempt(RedeemableId id, String user, String value) {
        return blocking().redeem(request(id, user, value));
    }

    private Redemption redeem(RedeemableId id, String user, String value) {
        return redeemed(attempt(id, user, value));
    }

    private static Redemption redeemed(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Redeemed.class);
        return ((Redeemed) outcome).redemption();
    }

    private static List<ViolationCode> codes(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).violations().stream().map(Violation::code).toList();
    }

    private List<Redemption> history(RedeemableId id) {
        return blocking()
                .history(id, HistoryQuery.ALL_FROM_ISSUER)
                .orElseThrow()
                .redemptions();
    }

    private Amount balance(RedeemableId id) {
        Amount balance = blocking()
                .lookup(id, Freshness.FROM_ISSUER)
                .orElseThrow()
                .usage()
                .balance();
        return balance == null ? Amount.ZERO : balance;
    }
}
