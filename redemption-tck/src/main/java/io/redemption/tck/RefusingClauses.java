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

/** Clauses about what is refused for any redeemable. */
final class RefusingClauses {
    static final List<Clause> ALL = List.of(
            clause(1, "an unknown coupon is refused as unknown", context -> unknown(context, RedeemableKind.COUPON)),
            clause(2, "an unknown voucher is refused as unknown", context -> unknown(context, RedeemableKind.VOUCHER)),
            clause(
                    3,
                    "an unknown gift card is refused as unknown",
                    context -> unknown(context, RedeemableKind.GIFT_CARD)),
            clause(4, "an id of one kind is unknown as another kind", RefusingClauses::otherKind),
            clause(5, "a coupon and a voucher need a user", RefusingClauses::userRequired),
            clause(6, "a gift card needs a value", RefusingClauses::valueRequired),
            clause(7, "a value of zero is refused", RefusingClauses::zero),
            clause(8, "more decimals than the issuer keeps are refused", RefusingClauses::tooManyDecimals),
            clause(9, "control and direction characters are not accepted", RefusingClauses::malformedText),
            clause(10, "all reasons are reported, not only the first", RefusingClauses::allReasons),
            clause(11, "a refusal changes nothing", RefusingClauses::changesNothing));

    private RefusingClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.REFUSING, number, sentence, body);
    }

    private static void unknown(ClauseContext context, RedeemableKind kind) throws InterruptedException {
        RedemptionRequest.Builder request = RedemptionRequest.builder(
                        context.data().unknown(kind))
                .user(context.data().user())
                .value("1");

        context.refused(context.data().attempt(request), UNKNOWN_REDEEMABLE);
    }

    private static void otherKind(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(context.data().coupon().build());

        context.refused(context.data().use(RedeemableId.voucher(coupon.value())), UNKNOWN_REDEEMABLE);

        context.activeAre(coupon);
    }

    private static void userRequired(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(context.data().coupon().build());
        RedeemableId voucher = context.seed(context.data().voucher().build());

        context.refused(context.data().attempt(RedemptionRequest.builder(coupon)), USER_REQUIRED);
        context.refused(context.data().attempt(RedemptionRequest.builder(voucher)), USER_REQUIRED);
    }

    private static void valueRequired(ClauseContext context) throws InterruptedException {
        RedeemableId card = context.seed(context.data().card("10").build());

        context.refused(
                context.data()
                        .attempt(RedemptionRequest.builder(card)
                                .user(context.data().user())),
                VALUE_REQUIRED);
    }

    private static void zero(ClauseContext context) throws InterruptedException {
        RedeemableId card = context.seed(context.data().card("10").build());
        RedeemableId coupon = context.seed(context.data().coupon().build());

        context.refused(context.data().spend(card, Amount.ZERO), VALUE_NOT_POSITIVE);
        context.refused(
                context.data()
                        .attempt(RedemptionRequest.builder(coupon)
                                .user(context.data().user())
                                .value(Amount.ZERO)),
                VALUE_NOT_POSITIVE);
    }

    private static void tooManyDecimals(ClauseContext context) throws InterruptedException {
        Amount smallest = context.data().smallest();
        RedeemableId card = context.seed(context.data().card("10").build());
        context.redeemed(context.data().spend(card, smallest));
        if (context.capabilities().maxScale() == Amount.MAX_DECIMALS) {
            context.lacks("the issuer keeps as many decimals as an amount can have");
            return;
        }
        Amount half = new Amount(smallest.tenThousandths() / 2);

        context.refused(context.data().spend(card, half), TOO_MANY_DECIMALS);
        context.refused(context.data().spend(card, smallest.plus(half)), TOO_MANY_DECIMALS);

        assertThat(context.active(card)).as("active redemptions").hasSize(1);
    }

    /** Refuses such a text, or fails because it cannot be sent, which proves that nothing was executed. */
    private static void malformedText(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        for (String bad : List.of("a\u0000b", "a\r\nb", "a\u202eb", "a\ud800b")) {
            RedemptionAttempt attempt = context.data().use(id, bad);
            try {
                context.refused(attempt, MALFORMED_TEXT);
            } catch (RedemptionException failed) {
                assertThat(failed.code()).as("failure of redeem").isEqualTo(FailureCode.INVALID_ARGUMENT);
            }
        }
        context.activeAre(id);
    }

    private static void allReasons(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data()
                .coupon()
                .active(false)
                .validity(Validity.until(Instant.parse("2001-01-01T00:00:00Z")))
                .build());

        context.refused(
                context.data().attempt(RedemptionRequest.builder(id).value(Amount.ZERO)),
                USER_REQUIRED,
                VALUE_NOT_POSITIVE,
                INACTIVE,
                EXPIRED);
    }

    private static void changesNothing(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(
                context.data().coupon().totalLimit(1).perUserLimit(1).build());
        RedeemableId card = context.seed(context.data().card("10").build());
        String user = context.data().user();

        context.refused(
                context.data()
                        .attempt(RedemptionRequest.builder(coupon).user(user).value(Amount.ZERO)),
                VALUE_NOT_POSITIVE);
        context.refused(context.data().spend(card, "11"), io.redemption.model.ViolationCode.BALANCE_TOO_LOW);

        context.activeAre(coupon);
        context.activeAre(card);
        Redemption ofCoupon = context.redeemed(context.data().use(coupon, user));
        Redemption ofCard = context.redeemed(context.data().spend(card, "10"));
        context.activeAre(coupon, ofCoupon);
        context.activeAre(card, ofCard);
    }
}
