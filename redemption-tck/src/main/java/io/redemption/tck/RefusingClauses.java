package io.redemption.tck;

import static io.redemption.model.ViolationCode.EXPIRED;
import static io.redemption.model.ViolationCode.INACTIVE;
import static io.redemption.model.ViolationCode.MALFORMED_TEXT;
import static io.redemption.model.ViolationCode.TOO_MANY_DECIMALS;
import static io.redemption.model.ViolationCode.UNKNOWN_REDEEMABLE;
import static io.redemption.model.ViolationCode.USER_REQUIRED;
import static io.redemption.model.ViolationCode.VALUE_NOT_POSITIVE;
import static io.redemption.model.ViolationCode.VALUE_REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Validity;
import java.time.Instant;
import java.util.List;

/** What is refused, whatever the redeemable. */
final class RefusingClauses {
    static final List<Clause> ALL = List.of(
            clause(1, "an unknown coupon is refused as unknown", bench -> unknown(bench, RedeemableKind.COUPON)),
            clause(2, "an unknown voucher is refused as unknown", bench -> unknown(bench, RedeemableKind.VOUCHER)),
            clause(3, "an unknown gift card is refused as unknown", bench -> unknown(bench, RedeemableKind.GIFT_CARD)),
            clause(4, "an id of one kind is unknown as another kind", RefusingClauses::otherKind),
            clause(5, "a coupon and a voucher need a user", RefusingClauses::userRequired),
            clause(6, "a gift card needs a value", RefusingClauses::valueRequired),
            clause(7, "a value of zero is refused", RefusingClauses::zero),
            clause(8, "more decimals than the issuer keeps are refused", RefusingClauses::tooManyDecimals),
            clause(9, "control and direction characters are not accepted", RefusingClauses::malformedText),
            clause(10, "all reasons are told, not the first", RefusingClauses::allReasons),
            clause(11, "a refusal changes nothing", RefusingClauses::changesNothing));

    private RefusingClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.REFUSING, number, sentence, body);
    }

    private static void unknown(ClauseContext bench, RedeemableKind kind) throws InterruptedException {
        RedemptionRequest.Builder request = RedemptionRequest.builder(
                        bench.goods().unknown(kind))
                .user(bench.goods().user())
                .value("1");

        bench.refused(bench.goods().attempt(request), UNKNOWN_REDEEMABLE);
    }

    private static void otherKind(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon = bench.seed(bench.goods().coupon().build());

        bench.refused(bench.goods().use(RedeemableId.voucher(coupon.value())), UNKNOWN_REDEEMABLE);

        bench.activeAre(coupon);
    }

    private static void userRequired(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon = bench.seed(bench.goods().coupon().build());
        RedeemableId voucher = bench.seed(bench.goods().voucher().build());

        bench.refused(bench.goods().attempt(RedemptionRequest.builder(coupon)), USER_REQUIRED);
        bench.refused(bench.goods().attempt(RedemptionRequest.builder(voucher)), USER_REQUIRED);
    }

    private static void valueRequired(ClauseContext bench) throws InterruptedException {
        RedeemableId card = bench.seed(bench.goods().card("10").build());

        bench.refused(
                bench.goods()
                        .attempt(RedemptionRequest.builder(card)
                                .user(bench.goods().user())),
                VALUE_REQUIRED);
    }

    private static void zero(ClauseContext bench) throws InterruptedException {
        RedeemableId card = bench.seed(bench.goods().card("10").build());
        RedeemableId coupon = bench.seed(bench.goods().coupon().build());

        bench.refused(bench.goods().spend(card, Amount.ZERO), VALUE_NOT_POSITIVE);
        bench.refused(
                bench.goods()
                        .attempt(RedemptionRequest.builder(coupon)
                                .user(bench.goods().user())
                                .value(Amount.ZERO)),
                VALUE_NOT_POSITIVE);
    }

    private static void tooManyDecimals(ClauseContext bench) throws InterruptedException {
        Amount smallest = bench.goods().smallest();
        RedeemableId card = bench.seed(bench.goods().card("10").build());
        bench.redeemed(bench.goods().spend(card, smallest));
        if (bench.capabilities().maxScale() == Amount.MAX_DECIMALS) {
            bench.lacks("the issuer keeps as many decimals as an amount can have");
            return;
        }
        Amount half = new Amount(smallest.tenThousandths() / 2);

        bench.refused(bench.goods().spend(card, half), TOO_MANY_DECIMALS);
        bench.refused(bench.goods().spend(card, smallest.plus(half)), TOO_MANY_DECIMALS);

        assertThat(bench.active(card)).as("active redemptions").hasSize(1);
    }

    /** An adapter may find that it cannot send such a text, which then certainly was not executed. */
    private static void malformedText(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        for (String bad : List.of("a\u0000b", "a\r\nb", "a\u202eb", "a\ud800b")) {
            RedemptionAttempt attempt = bench.goods().use(id, bad);
            try {
                bench.refused(attempt, MALFORMED_TEXT);
            } catch (RedemptionException failed) {
                assertThat(failed.code()).as("failure of redeem").isEqualTo(FailureCode.INVALID_ARGUMENT);
            }
        }
        bench.activeAre(id);
    }

    private static void allReasons(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods()
                .coupon()
                .active(false)
                .validity(Validity.until(Instant.parse("2001-01-01T00:00:00Z")))
                .build());

        bench.refused(
                bench.goods().attempt(RedemptionRequest.builder(id).value(Amount.ZERO)),
                USER_REQUIRED,
                VALUE_NOT_POSITIVE,
                INACTIVE,
                EXPIRED);
    }

    private static void changesNothing(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon =
                bench.seed(bench.goods().coupon().totalLimit(1).perUserLimit(1).build());
        RedeemableId card = bench.seed(bench.goods().card("10").build());
        String user = bench.goods().user();

        bench.refused(
                bench.goods()
                        .attempt(RedemptionRequest.builder(coupon).user(user).value(Amount.ZERO)),
                VALUE_NOT_POSITIVE);
        bench.refused(bench.goods().spend(card, "11"), io.redemption.model.ViolationCode.BALANCE_TOO_LOW);

        bench.activeAre(coupon);
        bench.activeAre(card);
        Redemption ofCoupon = bench.redeemed(bench.goods().use(coupon, user));
        Redemption ofCard = bench.redeemed(bench.goods().spend(card, "10"));
        bench.activeAre(coupon, ofCoupon);
        bench.activeAre(card, ofCard);
    }
}
