package io.redemption.tck;

import static io.redemption.model.ViolationCode.ALREADY_REDEEMED;
import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static io.redemption.model.ViolationCode.NEW_USERS_ONLY;
import static io.redemption.model.ViolationCode.TOTAL_LIMIT_REACHED;
import static io.redemption.model.ViolationCode.USER_LIMIT_REACHED;

import io.redemption.model.Audience;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Reversal;
import io.redemption.model.ViolationCode;
import java.util.List;

/** What a reversal takes back and gives back. */
final class ReversingClauses {
    static final List<Clause> ALL = List.of(
            clause(1, "a reversed redemption is not found and not listed", ReversingClauses::disappears),
            clause(2, "a reversal takes back one redemption, not its neighbours", ReversingClauses::onlyOne),
            clause(3, "a reversal gives the use back as the policy says", ReversingClauses::givesUse),
            clause(4, "a reversal gives the user's slot back as the policy says", ReversingClauses::givesUserSlot),
            clause(5, "a reversal gives the voucher back as the policy says", ReversingClauses::givesVoucher),
            clause(6, "a reversal gives the balance back as the policy says", ReversingClauses::givesBalance),
            clause(7, "a reversal makes a new user again as the policy says", ReversingClauses::givesAudience),
            clause(8, "reversing a coupon redemption twice gives back once", ReversingClauses::twiceCoupon),
            clause(9, "reversing a card redemption twice gives back once", ReversingClauses::twiceCard),
            clause(10, "an unknown redemption is nothing to reverse", ReversingClauses::unknownRedemption),
            clause(
                    11,
                    "a redemption of an unknown redeemable is nothing to reverse",
                    ReversingClauses::unknownRedeemable),
            clause(12, "a redemption of another redeemable is nothing to reverse", ReversingClauses::ofAnother),
            clause(13, "a redemption of another kind is nothing to reverse", ReversingClauses::ofAnotherKind));

    private ReversingClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.REVERSING, number, sentence, body);
    }

    private static void disappears(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().card("10").build());
        Redemption redemption = bench.redeemed(bench.goods().spend(id, "4"));

        bench.reversed(redemption);

        bench.activeAre(id);
        ExpectedRead.absent(bench, id, redemption.id());
    }

    private static void onlyOne(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        String user = bench.goods().user();
        Redemption first = bench.redeemed(bench.goods().use(id, user));
        Redemption second = bench.redeemed(bench.goods().use(id, user));
        Redemption third = bench.redeemed(bench.goods().use(id));

        bench.reversed(second);

        bench.activeAre(id, first, third);
    }

    private static void givesUse(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().totalLimit(1).build());

        bench.reversed(bench.redeemed(bench.goods().use(id)));

        allowed(bench, RestoredOnReversal.USE, bench.goods().use(id), TOTAL_LIMIT_REACHED);
    }

    private static void givesUserSlot(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().perUserLimit(1).build());
        String user = bench.goods().user();

        bench.reversed(bench.redeemed(bench.goods().use(id, user)));

        allowed(bench, RestoredOnReversal.USER_SLOT, bench.goods().use(id, user), USER_LIMIT_REACHED);
    }

    private static void givesVoucher(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().voucher().build());
        String user = bench.goods().user();

        bench.reversed(bench.redeemed(bench.goods().use(id, user)));

        allowed(bench, RestoredOnReversal.VOUCHER, bench.goods().use(id, user), ALREADY_REDEEMED);
    }

    private static void givesBalance(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().card("10").build());

        bench.reversed(bench.redeemed(bench.goods().spend(id, "4")));

        allowed(bench, RestoredOnReversal.BALANCE, bench.goods().spend(id, "10"), BALANCE_TOO_LOW);
    }

    private static void givesAudience(ClauseContext bench) throws InterruptedException {
        RedeemableId any = bench.seed(bench.goods().coupon().build());
        RedeemableId welcome =
                bench.seed(bench.goods().coupon().audience(Audience.NEW_USERS).build());
        String user = bench.goods().user();

        bench.reversed(bench.redeemed(bench.goods().use(any, user)));

        allowed(bench, RestoredOnReversal.AUDIENCE, bench.goods().use(welcome, user), NEW_USERS_ONLY);
    }

    private static void allowed(
            ClauseContext bench, RestoredOnReversal what, RedemptionAttempt again, ViolationCode otherwise)
            throws InterruptedException {
        if (bench.givesBack(what)) {
            bench.redeemed(again);
        } else {
            bench.refused(again, otherwise);
        }
    }

    private static void twiceCoupon(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().totalLimit(2).build());
        String user = bench.goods().user();
        Redemption stays = bench.redeemed(bench.goods().use(id, user));
        Redemption redemption = bench.redeemed(bench.goods().use(id, user));

        bench.reversed(redemption);
        bench.nothingToReverse(Reversal.of(redemption));

        bench.activeAre(id, stays);
        if (bench.givesBack(RestoredOnReversal.USE)) {
            bench.redeemed(bench.goods().use(id, user));
        }
        bench.refused(bench.goods().use(id, user), TOTAL_LIMIT_REACHED);
    }

    private static void twiceCard(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().card("10").build());
        bench.redeemed(bench.goods().spend(id, "6"));
        Redemption redemption = bench.redeemed(bench.goods().spend(id, "4"));

        bench.reversed(redemption);
        bench.nothingToReverse(Reversal.of(redemption));

        if (bench.givesBack(RestoredOnReversal.BALANCE)) {
            bench.redeemed(bench.goods().spend(id, "4"));
        }
        bench.refused(bench.goods().spend(id, bench.goods().smallest()), BALANCE_TOO_LOW);
    }

    private static void unknownRedemption(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        Redemption redemption = bench.redeemed(bench.goods().use(id));

        bench.nothingToReverse(new Reversal(id, bench.goods().unknownRedemption()));

        bench.activeAre(id, redemption);
    }

    private static void unknownRedeemable(ClauseContext bench) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            bench.nothingToReverse(
                    new Reversal(bench.goods().unknown(kind), bench.goods().unknownRedemption()));
        }
    }

    private static void ofAnother(ClauseContext bench) throws InterruptedException {
        RedeemableId mine = bench.seed(bench.goods().card("10").build());
        RedeemableId other = bench.seed(bench.goods().card("10").build());
        Redemption redemption = bench.redeemed(bench.goods().spend(mine, "10"));

        bench.nothingToReverse(new Reversal(other, redemption.id()));

        bench.activeAre(mine, redemption);
        bench.refused(bench.goods().spend(mine, "1"), BALANCE_TOO_LOW);
    }

    private static void ofAnotherKind(ClauseContext bench) throws InterruptedException {
        RedeemableId coupon = bench.seed(bench.goods().coupon().build());
        RedeemableId voucher = bench.seed(bench.goods().voucher().build());
        Redemption redemption = bench.redeemed(bench.goods().use(coupon));

        bench.nothingToReverse(new Reversal(voucher, redemption.id()));

        bench.activeAre(coupon, redemption);
    }
}
