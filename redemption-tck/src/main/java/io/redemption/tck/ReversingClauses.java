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

/** Clauses about what a reversal reverses and restores. */
final class ReversingClauses {
    static final List<Clause> ALL = List.of(
            clause(1, "a reversed redemption is not found and not listed", ReversingClauses::disappears),
            clause(2, "a reversal reverses one redemption and no other", ReversingClauses::onlyOne),
            clause(3, "a reversal restores the use as the policy says", ReversingClauses::givesUse),
            clause(4, "a reversal restores the user's use as the policy says", ReversingClauses::givesUserSlot),
            clause(5, "a reversal restores the voucher as the policy says", ReversingClauses::givesVoucher),
            clause(6, "a reversal restores the balance as the policy says", ReversingClauses::givesBalance),
            clause(7, "a reversal makes a new user again as the policy says", ReversingClauses::givesAudience),
            clause(8, "reversing a coupon redemption twice restores one use", ReversingClauses::twiceCoupon),
            clause(9, "reversing a card redemption twice restores the value once", ReversingClauses::twiceCard),
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

    private static void disappears(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());
        Redemption redemption = context.redeemed(context.data().spend(id, "4"));

        context.reversed(redemption);

        context.activeAre(id);
        ExpectedRead.absent(context, id, redemption.id());
    }

    private static void onlyOne(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        String user = context.data().user();
        Redemption first = context.redeemed(context.data().use(id, user));
        Redemption second = context.redeemed(context.data().use(id, user));
        Redemption third = context.redeemed(context.data().use(id));

        context.reversed(second);

        context.activeAre(id, first, third);
    }

    private static void givesUse(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().totalLimit(1).build());

        context.reversed(context.redeemed(context.data().use(id)));

        allowed(context, RestoredOnReversal.USE, context.data().use(id), TOTAL_LIMIT_REACHED);
    }

    private static void givesUserSlot(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().perUserLimit(1).build());
        String user = context.data().user();

        context.reversed(context.redeemed(context.data().use(id, user)));

        allowed(context, RestoredOnReversal.USER_SLOT, context.data().use(id, user), USER_LIMIT_REACHED);
    }

    private static void givesVoucher(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().voucher().build());
        String user = context.data().user();

        context.reversed(context.redeemed(context.data().use(id, user)));

        allowed(context, RestoredOnReversal.VOUCHER, context.data().use(id, user), ALREADY_REDEEMED);
    }

    private static void givesBalance(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());

        context.reversed(context.redeemed(context.data().spend(id, "4")));

        allowed(context, RestoredOnReversal.BALANCE, context.data().spend(id, "10"), BALANCE_TOO_LOW);
    }

    private static void givesAudience(ClauseContext context) throws InterruptedException {
        RedeemableId any = context.seed(context.data().coupon().build());
        RedeemableId welcome = context.seed(
                context.data().coupon().audience(Audience.NEW_USERS).build());
        String user = context.data().user();

        context.reversed(context.redeemed(context.data().use(any, user)));

        allowed(context, RestoredOnReversal.AUDIENCE, context.data().use(welcome, user), NEW_USERS_ONLY);
    }

    private static void allowed(
            ClauseContext context, RestoredOnReversal what, RedemptionAttempt again, ViolationCode otherwise)
            throws InterruptedException {
        if (context.restores(what)) {
            context.redeemed(again);
        } else {
            context.refused(again, otherwise);
        }
    }

    private static void twiceCoupon(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().totalLimit(2).build());
        String user = context.data().user();
        Redemption stays = context.redeemed(context.data().use(id, user));
        Redemption redemption = context.redeemed(context.data().use(id, user));

        context.reversed(redemption);
        context.nothingToReverse(Reversal.of(redemption));

        context.activeAre(id, stays);
        if (context.restores(RestoredOnReversal.USE)) {
            context.redeemed(context.data().use(id, user));
        }
        context.refused(context.data().use(id, user), TOTAL_LIMIT_REACHED);
    }

    private static void twiceCard(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());
        context.redeemed(context.data().spend(id, "6"));
        Redemption redemption = context.redeemed(context.data().spend(id, "4"));

        context.reversed(redemption);
        context.nothingToReverse(Reversal.of(redemption));

        if (context.restores(RestoredOnReversal.BALANCE)) {
            context.redeemed(context.data().spend(id, "4"));
        }
        context.refused(context.data().spend(id, context.data().smallest()), BALANCE_TOO_LOW);
    }

    private static void unknownRedemption(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        Redemption redemption = context.redeemed(context.data().use(id));

        context.nothingToReverse(new Reversal(id, context.data().unknownRedemption()));

        context.activeAre(id, redemption);
    }

    private static void unknownRedeemable(ClauseContext context) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            context.nothingToReverse(
                    new Reversal(context.data().unknown(kind), context.data().unknownRedemption()));
        }
    }

    private static void ofAnother(ClauseContext context) throws InterruptedException {
        RedeemableId mine = context.seed(context.data().card("10").build());
        RedeemableId other = context.seed(context.data().card("10").build());
        Redemption redemption = context.redeemed(context.data().spend(mine, "10"));

        context.nothingToReverse(new Reversal(other, redemption.id()));

        context.activeAre(mine, redemption);
        context.refused(context.data().spend(mine, "1"), BALANCE_TOO_LOW);
    }

    private static void ofAnotherKind(ClauseContext context) throws InterruptedException {
        RedeemableId coupon = context.seed(context.data().coupon().build());
        RedeemableId voucher = context.seed(context.data().voucher().build());
        Redemption redemption = context.redeemed(context.data().use(coupon));

        context.nothingToReverse(new Reversal(voucher, redemption.id()));

        context.activeAre(coupon, redemption);
    }
}
