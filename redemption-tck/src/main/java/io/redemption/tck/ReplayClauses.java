package io.redemption.tck;

import static io.redemption.model.ViolationCode.ATTEMPT_REUSED;
import static io.redemption.model.ViolationCode.ATTEMPT_REVERSED;
import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static io.redemption.model.ViolationCode.TOTAL_LIMIT_REACHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.Capability;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import java.util.List;

/** Clauses about repetitions of an attempt, and other content under its id. */
final class ReplayClauses {
    static final List<Clause> ALL = List.of(
            clause(
                    1,
                    "a coupon attempt again gets the same redemption",
                    b -> same(b, b.data().coupon().build())),
            clause(
                    2,
                    "a voucher attempt again gets the same redemption",
                    b -> same(b, b.data().voucher().build())),
            clause(
                    3,
                    "a card attempt again gets the same redemption",
                    b -> same(b, b.data().card("10").build())),
            clause(4, "a refused attempt again is refused for the same reasons", ReplayClauses::refusedAgain),
            clause(5, "an attempt that was stored as text is the same attempt", ReplayClauses::stored),
            clause(6, "another value under a used id is refused", ReplayClauses::otherValue),
            clause(7, "another user under a used id is refused", ReplayClauses::otherUser),
            clause(8, "another redeemable under a used id is refused", ReplayClauses::otherRedeemable),
            clause(9, "another transaction under a used id is refused", ReplayClauses::otherTransaction),
            clause(
                    10,
                    "an attempt whose redemption is reversed is refused, and does not redeem again",
                    ReplayClauses::afterReversal),
            clause(
                    11,
                    "an attempt prepared again, for a user with another e-mail and phone, is the same attempt",
                    ReplayClauses::preparedAgain),
            clause(
                    12,
                    "a reversal of another redemption does not affect an attempt",
                    ReplayClauses::afterAnotherReversal),
            clause(
                    13,
                    "a refusal of a used id says whether something is redeemed under it",
                    ReplayClauses::reuseTells));

    private ReplayClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.REPLAY, number, sentence, body)
                .needing(Capability.IDEMPOTENT_ATTEMPTS, ReplayClauses::nothingIsDefined);
    }

    /**
     * Without the capability, a repeated attempt may redeem twice or be refused; the caller's journal does not send it.
     */
    private static void nothingIsDefined(ClauseContext context) {
        context.lacks("what a repeated attempt does is then not defined, and callers do not repeat it");
    }

    private static void same(ClauseContext context, Redeemable terms) throws InterruptedException {
        RedeemableId id = context.seed(terms);
        RedemptionAttempt attempt = context.data()
                .attempt(RedemptionRequest.builder(id)
                        .user(context.data().user())
                        .value("3"));

        Redemption first = context.redeemed(attempt);

        assertThat(context.redeem(attempt)).as("replay").isEqualTo(new Redeemed(first, true));
        assertThat(context.redeem(attempt)).as("second replay").isEqualTo(new Redeemed(first, true));
        context.activeAre(id, first);
    }

    private static void refusedAgain(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().totalLimit(1).build());
        Redemption first = context.redeemed(context.data().use(id));
        RedemptionAttempt late = context.data().use(id);

        context.refused(late, TOTAL_LIMIT_REACHED);

        context.refused(late, TOTAL_LIMIT_REACHED);
        context.activeAre(id, first);
    }

    private static void stored(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());
        RedemptionAttempt attempt = context.data().spend(id, "3");
        Redemption first = context.redeemed(attempt);

        RedemptionOutcome again = context.redeem(RedemptionAttempt.decode(attempt.encode()));

        assertThat(again).as("replay").isEqualTo(new Redeemed(first, true));
        context.activeAre(id, first);
    }

    private static void otherValue(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());
        String transaction = context.data().transaction();

        reused(
                context,
                id,
                RedemptionRequest.builder(id).value("3").uniqueTransaction(transaction),
                RedemptionRequest.builder(id).value("4").uniqueTransaction(transaction));
    }

    private static void otherUser(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        String transaction = context.data().transaction();

        reused(
                context,
                id,
                RedemptionRequest.builder(id).user(context.data().user()).uniqueTransaction(transaction),
                RedemptionRequest.builder(id).user(context.data().user()).uniqueTransaction(transaction));
    }

    private static void otherRedeemable(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        RedeemableId other = context.seed(context.data().coupon().build());
        String transaction = context.data().transaction();
        String user = context.data().user();

        reused(
                context,
                id,
                RedemptionRequest.builder(id).user(user).uniqueTransaction(transaction),
                RedemptionRequest.builder(other).user(user).uniqueTransaction(transaction));
        context.activeAre(other);
    }

    private static void otherTransaction(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        String user = context.data().user();

        reused(
                context,
                id,
                RedemptionRequest.builder(id)
                        .user(user)
                        .uniqueTransaction(context.data().transaction()),
                RedemptionRequest.builder(id)
                        .user(user)
                        .uniqueTransaction(context.data().transaction()));
    }

    private static void reused(
            ClauseContext context, RedeemableId id, RedemptionRequest.Builder first, RedemptionRequest.Builder second)
            throws InterruptedException {
        RedemptionAttempt attempt = context.data().attempt(first);
        AttemptId name = attempt.id();
        Redemption redemption = context.redeemed(attempt);

        context.refused(context.data().attempt(name, second), ATTEMPT_REUSED);

        context.activeAre(id, redemption);
        assertThat(context.redeem(attempt)).as("replay").isEqualTo(new Redeemed(redemption, true));
    }

    private static void afterReversal(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().totalLimit(1).build());
        RedemptionAttempt attempt = context.data().use(id);
        context.reversed(context.redeemed(attempt));

        context.refused(attempt, ATTEMPT_REVERSED);

        context.refused(attempt, ATTEMPT_REVERSED);
        context.activeAre(id);
    }

    private static void preparedAgain(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        RedemptionRequest.Builder request = RedemptionRequest.builder(id)
                .user(context.data().user())
                .email("shopper@example.com")
                .phone("5550100");
        RedemptionAttempt attempt = context.data().attempt(request);
        Redemption first = context.redeemed(attempt);

        RedemptionOutcome later = context.redeem(context.data().attempt(attempt.id(), request));
        RedemptionOutcome reachedElsewhere = context.redeem(context.data()
                .attempt(attempt.id(), request.email("Shopper@Example.com").phone("+1 555 0100")));

        assertThat(later).as("replay").isEqualTo(new Redeemed(first, true));
        assertThat(reachedElsewhere).as("replay with another e-mail and phone").isEqualTo(new Redeemed(first, true));
        context.activeAre(id, first);
    }

    private static void afterAnotherReversal(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        String user = context.data().user();
        RedemptionAttempt attempt = context.data().use(id, user);
        Redemption before = context.redeemed(context.data().use(id, user));
        Redemption redemption = context.redeemed(attempt);
        Redemption after = context.redeemed(context.data().use(id, user));

        context.reversed(before);
        context.reversed(after);

        assertThat(context.redeem(attempt)).as("replay").isEqualTo(new Redeemed(redemption, true));
        context.activeAre(id, redemption);
    }

    private static void reuseTells(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());
        RedemptionAttempt redeemed = context.data().spend(id, "3");
        RedemptionAttempt refused = context.data().spend(id, "11");
        RedemptionAttempt reversed =
                context.data().spend(context.seed(context.data().card("10").build()), "3");
        Redemption redemption = context.redeemed(redeemed);
        context.refused(refused, BALANCE_TOO_LOW);
        context.reversed(context.redeemed(reversed));

        ExpectedRefusal.reused(context, otherContent(context, redeemed), "yes");
        ExpectedRefusal.reused(context, otherContent(context, refused), "no");
        ExpectedRefusal.reused(context, otherContent(context, reversed), "no");

        context.activeAre(id, redemption);
    }

    private static RedemptionOutcome otherContent(ClauseContext context, RedemptionAttempt used)
            throws InterruptedException {
        return context.redeem(context.data()
                .attempt(used.id(), RedemptionRequest.builder(used.redeemable()).value("1")));
    }
}
