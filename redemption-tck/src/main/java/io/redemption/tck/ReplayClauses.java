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

/** The same attempt again, and other content under its id. */
final class ReplayClauses {
    static final List<Clause> ALL = List.of(
            clause(
                    1,
                    "a coupon attempt again gets the same redemption",
                    b -> same(b, b.goods().coupon().build())),
            clause(
                    2,
                    "a voucher attempt again gets the same redemption",
                    b -> same(b, b.goods().voucher().build())),
            clause(
                    3,
                    "a card attempt again gets the same redemption",
                    b -> same(b, b.goods().card("10").build())),
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
                    "a reversal of another redemption leaves an attempt redeemed",
                    ReplayClauses::afterAnotherReversal),
            clause(
                    13,
                    "a refusal of a used id tells whether something is redeemed under it",
                    ReplayClauses::reuseTells));

    private ReplayClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.REPLAY, number, sentence, body)
                .needing(Capability.IDEMPOTENT_ATTEMPTS, ReplayClauses::nothingIsDefined);
    }

    /**
     * Without the capability a repeated attempt may redeem twice or be refused: the caller's journal keeps it from
     * being sent.
     */
    private static void nothingIsDefined(ClauseContext bench) {
        bench.lacks("what a repeated attempt does is then not defined, and callers do not repeat it");
    }

    private static void same(ClauseContext bench, Redeemable terms) throws InterruptedException {
        RedeemableId id = bench.seed(terms);
        RedemptionAttempt attempt = bench.goods()
                .attempt(
                        RedemptionRequest.builder(id).user(bench.goods().user()).value("3"));

        Redemption first = bench.redeemed(attempt);

        assertThat(bench.redeem(attempt)).as("replay").isEqualTo(new Redeemed(first, true));
        assertThat(bench.redeem(attempt)).as("second replay").isEqualTo(new Redeemed(first, true));
        bench.activeAre(id, first);
    }

    private static void refusedAgain(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().totalLimit(1).build());
        Redemption first = bench.redeemed(bench.goods().use(id));
        RedemptionAttempt late = bench.goods().use(id);

        bench.refused(late, TOTAL_LIMIT_REACHED);

        bench.refused(late, TOTAL_LIMIT_REACHED);
        bench.activeAre(id, first);
    }

    private static void stored(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().card("10").build());
        RedemptionAttempt attempt = bench.goods().spend(id, "3");
        Redemption first = bench.redeemed(attempt);

        RedemptionOutcome again = bench.redeem(RedemptionAttempt.decode(attempt.encode()));

        assertThat(again).as("replay").isEqualTo(new Redeemed(first, true));
        bench.activeAre(id, first);
    }

    private static void otherValue(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().card("10").build());
        String transaction = bench.goods().transaction();

        reused(
                bench,
                id,
                RedemptionRequest.builder(id).value("3").uniqueTransaction(transaction),
                RedemptionRequest.builder(id).value("4").uniqueTransaction(transaction));
    }

    private static void otherUser(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        String transaction = bench.goods().transaction();

        reused(
                bench,
                id,
                RedemptionRequest.builder(id).user(bench.goods().user()).uniqueTransaction(transaction),
                RedemptionRequest.builder(id).user(bench.goods().user()).uniqueTransaction(transaction));
    }

    private static void otherRedeemable(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        RedeemableId other = bench.seed(bench.goods().coupon().build());
        String transaction = bench.goods().transaction();
        String user = bench.goods().user();

        reused(
                bench,
                id,
                RedemptionRequest.builder(id).user(user).uniqueTransaction(transaction),
                RedemptionRequest.builder(other).user(user).uniqueTransaction(transaction));
        bench.activeAre(other);
    }

    private static void otherTransaction(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        String user = bench.goods().user();

        reused(
                bench,
                id,
                RedemptionRequest.builder(id)
                        .user(user)
                        .uniqueTransaction(bench.goods().transaction()),
                RedemptionRequest.builder(id)
                        .user(user)
                        .uniqueTransaction(bench.goods().transaction()));
    }

    private static void reused(
            ClauseContext bench, RedeemableId id, RedemptionRequest.Builder first, RedemptionRequest.Builder second)
            throws InterruptedException {
        RedemptionAttempt attempt = bench.goods().attempt(first);
        AttemptId name = attempt.id();
        Redemption redemption = bench.redeemed(attempt);

        bench.refused(bench.goods().attempt(name, second), ATTEMPT_REUSED);

        bench.activeAre(id, redemption);
        assertThat(bench.redeem(attempt)).as("replay").isEqualTo(new Redeemed(redemption, true));
    }

    private static void afterReversal(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().totalLimit(1).build());
        RedemptionAttempt attempt = bench.goods().use(id);
        bench.reversed(bench.redeemed(attempt));

        bench.refused(attempt, ATTEMPT_REVERSED);

        bench.refused(attempt, ATTEMPT_REVERSED);
        bench.activeAre(id);
    }

    private static void preparedAgain(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        RedemptionRequest.Builder request = RedemptionRequest.builder(id)
                .user(bench.goods().user())
                .email("shopper@example.com")
                .phone("5550100");
        RedemptionAttempt attempt = bench.goods().attempt(request);
        Redemption first = bench.redeemed(attempt);

        RedemptionOutcome later = bench.redeem(bench.goods().attempt(attempt.id(), request));
        RedemptionOutcome reachedElsewhere = bench.redeem(bench.goods()
                .attempt(attempt.id(), request.email("Shopper@Example.com").phone("+1 555 0100")));

        assertThat(later).as("replay").isEqualTo(new Redeemed(first, true));
        assertThat(reachedElsewhere).as("replay with another e-mail and phone").isEqualTo(new Redeemed(first, true));
        bench.activeAre(id, first);
    }

    private static void afterAnotherReversal(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        String user = bench.goods().user();
        RedemptionAttempt attempt = bench.goods().use(id, user);
        Redemption before = bench.redeemed(bench.goods().use(id, user));
        Redemption redemption = bench.redeemed(attempt);
        Redemption after = bench.redeemed(bench.goods().use(id, user));

        bench.reversed(before);
        bench.reversed(after);

        assertThat(bench.redeem(attempt)).as("replay").isEqualTo(new Redeemed(redemption, true));
        bench.activeAre(id, redemption);
    }

    private static void reuseTells(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().card("10").build());
        RedemptionAttempt redeemed = bench.goods().spend(id, "3");
        RedemptionAttempt refused = bench.goods().spend(id, "11");
        RedemptionAttempt reversed =
                bench.goods().spend(bench.seed(bench.goods().card("10").build()), "3");
        Redemption redemption = bench.redeemed(redeemed);
        bench.refused(refused, BALANCE_TOO_LOW);
        bench.reversed(bench.redeemed(reversed));

        ExpectedRefusal.reused(bench, otherContent(bench, redeemed), "yes");
        ExpectedRefusal.reused(bench, otherContent(bench, refused), "no");
        ExpectedRefusal.reused(bench, otherContent(bench, reversed), "no");

        bench.activeAre(id, redemption);
    }

    private static RedemptionOutcome otherContent(ClauseContext bench, RedemptionAttempt used)
            throws InterruptedException {
        return bench.redeem(bench.goods()
                .attempt(used.id(), RedemptionRequest.builder(used.redeemable()).value("1")));
    }
}
