package io.redemption.tck;

import static io.redemption.model.ViolationCode.ALREADY_REDEEMED;
import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static io.redemption.model.ViolationCode.EXISTING_USERS_ONLY;
import static io.redemption.model.ViolationCode.INACTIVE;
import static io.redemption.model.ViolationCode.NEW_USERS_ONLY;
import static io.redemption.model.ViolationCode.TOTAL_LIMIT_REACHED;
import static io.redemption.model.ViolationCode.USER_LIMIT_REACHED;

import io.redemption.model.Amount;
import io.redemption.model.Audience;
import io.redemption.model.RedeemableId;
import java.util.List;

/** Clauses about the limits of the terms, on both sides of each boundary. */
final class LimitClauses {
    static final List<Clause> ALL = List.of(
            clause(1, "a coupon that is switched off is refused", LimitClauses::inactiveCoupon),
            clause(2, "a gift card that is switched off is refused", LimitClauses::inactiveCard),
            clause(3, "a coupon is redeemed as often as its total limit says, not once more", LimitClauses::totalLimit),
            clause(4, "a limit of zero is no limit", LimitClauses::noLimit),
            clause(5, "each user redeems a coupon as often as its per-user limit says", LimitClauses::perUserLimit),
            clause(6, "the total and the per-user limit both count", LimitClauses::bothLimits),
            clause(7, "limits of one coupon do not count uses of another", LimitClauses::ownLimits),
            clause(8, "a coupon for new users is refused to users who have redeemed a coupon", LimitClauses::newUsers),
            clause(9, "a coupon for existing users is refused to users who have not", LimitClauses::existingUsers),
            clause(10, "vouchers and gift cards do not make an existing user", LimitClauses::onlyCouponsMakeExisting),
            clause(11, "a single-use voucher is redeemed once", LimitClauses::singleUse),
            clause(12, "a voucher of many uses is redeemed again", LimitClauses::manyUses),
            clause(13, "a gift card is spent to the last unit and no further", LimitClauses::wholeBalance),
            clause(14, "a gift card is spent in parts that add up exactly", LimitClauses::parts));

    private LimitClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.LIMITS, number, sentence, body);
    }

    private static void inactiveCoupon(ClauseContext context) throws InterruptedException {
        RedeemableId off = context.seed(context.data().coupon().active(false).build());
        RedeemableId on = context.seed(context.data().coupon().active(true).build());

        context.refused(context.data().use(off), INACTIVE);
        context.redeemed(context.data().use(on));
    }

    private static void inactiveCard(ClauseContext context) throws InterruptedException {
        RedeemableId off = context.seed(context.data().card("10").active(false).build());
        RedeemableId on = context.seed(context.data().card("10").active(true).build());

        context.refused(context.data().spend(off, "1"), INACTIVE);
        context.redeemed(context.data().spend(on, "1"));
    }

    private static void totalLimit(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().totalLimit(3).build());
        String user = context.data().user();

        context.redeemed(context.data().use(id, user));
        context.redeemed(context.data().use(id, user));
        context.redeemed(context.data().use(id));

        context.refused(context.data().use(id, user), TOTAL_LIMIT_REACHED);
        context.refused(context.data().use(id), TOTAL_LIMIT_REACHED);
    }

    private static void noLimit(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(
                context.data().coupon().totalLimit(0).perUserLimit(0).build());
        String user = context.data().user();

        for (int i = 0; i < 5; i++) {
            context.redeemed(context.data().use(id, user));
        }
    }

    private static void perUserLimit(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().perUserLimit(2).build());
        String user = context.data().user();
        String other = context.data().user();

        context.redeemed(context.data().use(id, user));
        context.redeemed(context.data().use(id, user));

        context.refused(context.data().use(id, user), USER_LIMIT_REACHED);
        context.redeemed(context.data().use(id, other));
        context.redeemed(context.data().use(id, other));
        context.refused(context.data().use(id, other), USER_LIMIT_REACHED);
    }

    private static void bothLimits(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(
                context.data().coupon().totalLimit(2).perUserLimit(1).build());
        String user = context.data().user();

        context.redeemed(context.data().use(id, user));
        context.refused(context.data().use(id, user), USER_LIMIT_REACHED);
        context.redeemed(context.data().use(id));

        context.refused(context.data().use(id), TOTAL_LIMIT_REACHED);
        context.refused(context.data().use(id, user), TOTAL_LIMIT_REACHED, USER_LIMIT_REACHED);
    }

    private static void ownLimits(ClauseContext context) throws InterruptedException {
        RedeemableId first = context.seed(
                context.data().coupon().totalLimit(1).perUserLimit(1).build());
        RedeemableId second = context.seed(
                context.data().coupon().totalLimit(1).perUserLimit(1).build());
        String user = context.data().user();

        context.redeemed(context.data().use(first, user));

        context.redeemed(context.data().use(second, user));
    }

    private static void newUsers(ClauseContext context) throws InterruptedException {
        RedeemableId welcome = context.seed(
                context.data().coupon().audience(Audience.NEW_USERS).build());
        RedeemableId any = context.seed(context.data().coupon().build());
        String user = context.data().user();
        String other = context.data().user();

        context.redeemed(context.data().use(welcome, user));
        context.redeemed(context.data().use(any, other));

        context.refused(context.data().use(welcome, user), NEW_USERS_ONLY);
        context.refused(context.data().use(welcome, other), NEW_USERS_ONLY);
    }

    private static void existingUsers(ClauseContext context) throws InterruptedException {
        RedeemableId loyal = context.seed(
                context.data().coupon().audience(Audience.EXISTING_USERS).build());
        RedeemableId any = context.seed(context.data().coupon().build());
        String user = context.data().user();

        context.refused(context.data().use(loyal, user), EXISTING_USERS_ONLY);
        context.redeemed(context.data().use(any, user));

        context.redeemed(context.data().use(loyal, user));
    }

    private static void onlyCouponsMakeExisting(ClauseContext context) throws InterruptedException {
        RedeemableId welcome = context.seed(
                context.data().coupon().audience(Audience.NEW_USERS).build());
        RedeemableId voucher = context.seed(context.data().voucher().build());
        RedeemableId card = context.seed(context.data().card("10").build());
        String user = context.data().user();

        context.redeemed(context.data().use(voucher, user));
        context.redeemed(context.data()
                .attempt(io.redemption.model.RedemptionRequest.builder(card)
                        .user(user)
                        .value("1")));

        context.redeemed(context.data().use(welcome, user));
    }

    private static void singleUse(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().voucher().build());
        String user = context.data().user();

        context.redeemed(context.data().use(id, user));

        context.refused(context.data().use(id, user), ALREADY_REDEEMED);
        context.refused(context.data().use(id), ALREADY_REDEEMED);
    }

    private static void manyUses(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().voucher().singleUse(false).build());
        String user = context.data().user();

        context.redeemed(context.data().use(id, user));

        context.redeemed(context.data().use(id, user));
        context.redeemed(context.data().use(id));
    }

    private static void wholeBalance(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());
        Amount smallest = context.data().smallest();

        context.refused(context.data().spend(id, Amount.of("10").plus(smallest)), BALANCE_TOO_LOW);
        context.redeemed(context.data().spend(id, "10"));

        context.refused(context.data().spend(id, smallest), BALANCE_TOO_LOW);
    }

    private static void parts(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());
        Amount smallest = context.data().smallest();

        context.redeemed(context.data().spend(id, "3"));
        context.redeemed(context.data().spend(id, Amount.of("4").minus(smallest)));
        context.refused(context.data().spend(id, Amount.of("3").plus(smallest).plus(smallest)), BALANCE_TOO_LOW);
        context.redeemed(context.data().spend(id, Amount.of("3").plus(smallest)));

        context.refused(context.data().spend(id, smallest), BALANCE_TOO_LOW);
    }
}
