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

/** What the terms allow, on both sides of each boundary. */
final class LimitClauses {
    static final List<Clause> ALL = List.of(
            clause(1, "a coupon that is switched off is refused", LimitClauses::inactiveCoupon),
            clause(2, "a gift card that is switched off is refused", LimitClauses::inactiveCard),
            clause(3, "a coupon is redeemed as often as its total limit says, not once more", LimitClauses::totalLimit),
            clause(4, "a limit of zero is no limit", LimitClauses::noLimit),
            clause(5, "each user redeems a coupon as often as its per-user limit says", LimitClauses::perUserLimit),
            clause(6, "the total and the per-user limit both count", LimitClauses::bothLimits),
            clause(7, "limits of one coupon do not count uses of another", LimitClauses::ownLimits),
            clause(8, "a coupon for new users is refused to whoever has redeemed a coupon", LimitClauses::newUsers),
            clause(9, "a coupon for existing users is refused to whoever has not", LimitClauses::existingUsers),
            clause(10, "vouchers and gift cards do not make an existing user", LimitClauses::onlyCouponsMakeExisting),
            clause(11, "a single-use voucher is redeemed once", LimitClauses::singleUse),
            clause(12, "a voucher of many uses is redeemed again", LimitClauses::manyUses),
            clause(13, "a gift card is spent to the last unit and no further", LimitClauses::wholeBalance),
            clause(14, "a gift card is spent in parts that add up exactly", LimitClauses::parts));

    private LimitClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.LIMITS, number, sentence, body);
    }

    private static void inactiveCoupon(ClauseContext bench) throws InterruptedException {
        RedeemableId off = bench.seed(bench.goods().coupon().active(false).build());
        RedeemableId on = bench.seed(bench.goods().coupon().active(true).build());

        bench.refused(bench.goods().use(off), INACTIVE);
        bench.redeemed(bench.goods().use(on));
    }

    private static void inactiveCard(ClauseContext bench) throws InterruptedException {
        RedeemableId off = bench.seed(bench.goods().card("10").active(false).build());
        RedeemableId on = bench.seed(bench.goods().card("10").active(true).build());

        bench.refused(bench.goods().spend(off, "1"), INACTIVE);
        bench.redeemed(bench.goods().spend(on, "1"));
    }

    private static void totalLimit(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().totalLimit(3).build());
        String user = bench.goods().user();

        bench.redeemed(bench.goods().use(id, user));
        bench.redeemed(bench.goods().use(id, user));
        bench.redeemed(bench.goods().use(id));

        bench.refused(bench.goods().use(id, user), TOTAL_LIMIT_REACHED);
        bench.refused(bench.goods().use(id), TOTAL_LIMIT_REACHED);
    }

    private static void noLimit(ClauseContext bench) throws InterruptedException {
        RedeemableId id =
                bench.seed(bench.goods().coupon().totalLimit(0).perUserLimit(0).build());
        String user = bench.goods().user();

        for (int i = 0; i < 5; i++) {
            bench.redeemed(bench.goods().use(id, user));
        }
    }

    private static void perUserLimit(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().perUserLimit(2).build());
        String user = bench.goods().user();
        String other = bench.goods().user();

        bench.redeemed(bench.goods().use(id, user));
        bench.redeemed(bench.goods().use(id, user));

        bench.refused(bench.goods().use(id, user), USER_LIMIT_REACHED);
        bench.redeemed(bench.goods().use(id, other));
        bench.redeemed(bench.goods().use(id, other));
        bench.refused(bench.goods().use(id, other), USER_LIMIT_REACHED);
    }

    private static void bothLimits(ClauseContext bench) throws InterruptedException {
        RedeemableId id =
                bench.seed(bench.goods().coupon().totalLimit(2).perUserLimit(1).build());
        String user = bench.goods().user();

        bench.redeemed(bench.goods().use(id, user));
        bench.refused(bench.goods().use(id, user), USER_LIMIT_REACHED);
        bench.redeemed(bench.goods().use(id));

        bench.refused(bench.goods().use(id), TOTAL_LIMIT_REACHED);
        bench.refused(bench.goods().use(id, user), TOTAL_LIMIT_REACHED, USER_LIMIT_REACHED);
    }

    private static void ownLimits(ClauseContext bench) throws InterruptedException {
        RedeemableId first =
                bench.seed(bench.goods().coupon().totalLimit(1).perUserLimit(1).build());
        RedeemableId second =
                bench.seed(bench.goods().coupon().totalLimit(1).perUserLimit(1).build());
        String user = bench.goods().user();

        bench.redeemed(bench.goods().use(first, user));

        bench.redeemed(bench.goods().use(second, user));
    }

    private static void newUsers(ClauseContext bench) throws InterruptedException {
        RedeemableId welcome =
                bench.seed(bench.goods().coupon().audience(Audience.NEW_USERS).build());
        RedeemableId any = bench.seed(bench.goods().coupon().build());
        String user = bench.goods().user();
        String other = bench.goods().user();

        bench.redeemed(bench.goods().use(welcome, user));
        bench.redeemed(bench.goods().use(any, other));

        bench.refused(bench.goods().use(welcome, user), NEW_USERS_ONLY);
        bench.refused(bench.goods().use(welcome, other), NEW_USERS_ONLY);
    }

    private static void existingUsers(ClauseContext bench) throws InterruptedException {
        RedeemableId loyal = bench.seed(
                bench.goods().coupon().audience(Audience.EXISTING_USERS).build());
        RedeemableId any = bench.seed(bench.goods().coupon().build());
        String user = bench.goods().user();

        bench.refused(bench.goods().use(loyal, user), EXISTING_USERS_ONLY);
        bench.redeemed(bench.goods().use(any, user));

        bench.redeemed(bench.goods().use(loyal, user));
    }

    private static void onlyCouponsMakeExisting(ClauseContext bench) throws InterruptedException {
        RedeemableId welcome =
                bench.seed(bench.goods().coupon().audience(Audience.NEW_USERS).build());
        RedeemableId voucher = bench.seed(bench.goods().voucher().build());
        RedeemableId card = bench.seed(bench.goods().card("10").build());
        String user = bench.goods().user();

        bench.redeemed(bench.goods().use(voucher, user));
        bench.redeemed(bench.goods()
                .attempt(io.redemption.model.RedemptionRequest.builder(card)
                        .user(user)
                        .value("1")));

        bench.redeemed(bench.goods().use(welcome, user));
    }

    private static void singleUse(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().voucher().build());
        String user = bench.goods().user();

        bench.redeemed(bench.goods().use(id, user));

        bench.refused(bench.goods().use(id, user), ALREADY_REDEEMED);
        bench.refused(bench.goods().use(id), ALREADY_REDEEMED);
    }

    private static void manyUses(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().voucher().singleUse(false).build());
        String user = bench.goods().user();

        bench.redeemed(bench.goods().use(id, user));

        bench.redeemed(bench.goods().use(id, user));
        bench.redeemed(bench.goods().use(id));
    }

    private static void wholeBalance(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().card("10").build());
        Amount smallest = bench.goods().smallest();

        bench.refused(bench.goods().spend(id, Amount.of("10").plus(smallest)), BALANCE_TOO_LOW);
        bench.redeemed(bench.goods().spend(id, "10"));

        bench.refused(bench.goods().spend(id, smallest), BALANCE_TOO_LOW);
    }

    private static void parts(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().card("10").build());
        Amount smallest = bench.goods().smallest();

        bench.redeemed(bench.goods().spend(id, "3"));
        bench.redeemed(bench.goods().spend(id, Amount.of("4").minus(smallest)));
        bench.refused(bench.goods().spend(id, Amount.of("3").plus(smallest).plus(smallest)), BALANCE_TOO_LOW);
        bench.redeemed(bench.goods().spend(id, Amount.of("3").plus(smallest)));

        bench.refused(bench.goods().spend(id, smallest), BALANCE_TOO_LOW);
    }
}
