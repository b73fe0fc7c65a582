package io.redemption.tck;

import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static io.redemption.model.ViolationCode.TRANSACTION_REUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.model.Capability;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Violation;
import java.util.List;

/**
 * Clauses about several attempts under one transaction id, by callers with a journal. The journal ensures that one of
 * them is sent. It relies on the issuer to return what was redeemed, not to return what was reversed, and to refuse no
 * attempt because of its transaction id.
 */
final class UniquenessClauses {
    static final List<Clause> ALL = List.of(
            clause(
                    1,
                    "attempts under one unique transaction id, for one value and user, are one redemption",
                    ofEachKind(UniquenessClauses::sameContent)),
            clause(
                    2,
                    "another value or user under a unique transaction id is refused with what was redeemed",
                    ofEachKind(UniquenessClauses::otherContent)),
            clause(
                    3,
                    "a unique transaction id is free again once its redemption is reversed",
                    once(UniquenessClauses::afterReversal)),
            clause(
                            4,
                            "a unique transaction id is free again once another caller has reversed its redemption",
                            once(UniquenessClauses::afterReversalByAnother))
                    .needing(Capability.PROVEN_HISTORY, once(UniquenessClauses::afterUnprovenReversalByAnother)),
            clause(
                    5,
                    "a unique transaction id is free again once its attempt is refused",
                    once(UniquenessClauses::afterRefusal)),
            clause(
                    6,
                    "a unique transaction id on another redeemable is another redemption",
                    once(UniquenessClauses::onAnotherRedeemable)),
            clause(
                    7,
                    "a transaction id that is not declared unique is redeemed as often as it is sent",
                    once(UniquenessClauses::asGiven)));

    private final ClauseContext context;
    private final Redemptions redemptions;
    private final String transaction;

    private UniquenessClauses(ClauseContext context) {
        this.context = context;
        this.redemptions = context.redemptions().build();
        this.transaction = context.data().transaction();
    }

    /** Proves a clause with its own journal and transaction id. */
    @FunctionalInterface
    private interface OnceBody {
        void prove(UniquenessClauses clauses) throws InterruptedException;
    }

    /** Proves a clause for one kind. */
    @FunctionalInterface
    private interface KindBody {
        void prove(UniquenessClauses clauses, RedeemableKind kind) throws InterruptedException;
    }

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.UNIQUENESS, number, sentence, body);
    }

    private static Clause.Body once(OnceBody body) {
        return context -> body.prove(new UniquenessClauses(context));
    }

    private static Clause.Body ofEachKind(KindBody body) {
        return context -> {
            for (RedeemableKind kind : RedeemableKind.values()) {
                body.prove(new UniquenessClauses(context), kind);
            }
        };
    }

    private RedemptionOutcome redeem(RedemptionRequest.Builder request) throws InterruptedException {
        return context.answer("redeem", () -> redemptions.redeem(request.build()));
    }

    private RedemptionOutcome redeemUnique(RedeemableId id, String user, String value) throws InterruptedException {
        return redeem(RedemptionRequest.builder(id).user(user).value(value).uniqueTransaction(transaction));
    }

    private static Redemption redeemed(RedemptionOutcome outcome) {
        assertThat(outcome).as("redeem").isInstanceOf(Redeemed.class);
        Redeemed redeemed = (Redeemed) outcome;
        assertThat(redeemed.replayed()).as("replayed").isFalse();
        return redeemed.redemption();
    }

    private static void reused(RedemptionOutcome outcome) {
        assertThat(outcome).as("redeem").isEqualTo(taken("yes"));
    }

    private static Refused taken(String redeemed) {
        return Refused.of(Violation.of(TRANSACTION_REUSED, ExpectedRefusal.REDEEMED, redeemed));
    }

    /** Asserts that the issuer returns exactly these under the transaction id, if it keeps any. */
    private void activeAre(RedeemableId id, Redemption... expected) throws InterruptedException {
        context.activeAre(id, expected);
        if (context.can(Capability.KEEPS_TRANSACTION_IDS)) {
            assertThat(context.history(id, HistoryQuery.ofTransaction(TransactionId.of(transaction)))
                            .redemptions())
                    .as("of the transaction")
                    .containsExactlyInAnyOrder(expected);
        }
    }

    private void sameContent(RedeemableKind kind) throws InterruptedException {
        RedeemableId id = context.seed(context.data().any(kind));
        String user = context.data().user();
        Redemption first = redeemed(redeemUnique(id, user, "3"));

        RedemptionOutcome second = redeemUnique(id, user, "3");

        assertThat(second).as("second redeem").isEqualTo(new Redeemed(first, true));
        activeAre(id, first);
    }

    private void otherContent(RedeemableKind kind) throws InterruptedException {
        RedeemableId id = context.seed(context.data().any(kind));
        String user = context.data().user();
        Redemption first = redeemed(redeemUnique(id, user, "3"));

        reused(redeemUnique(id, user, "4"));
        reused(redeemUnique(id, context.data().user(), "3"));

        context.activeAre(id, first);
    }

    private void afterReversal() throws InterruptedException {
        RedeemableId id = context.seed(context.data().any(RedeemableKind.GIFT_CARD));
        String user = context.data().user();
        Reversal reversal = Reversal.of(redeemed(redeemUnique(id, user, "3")));
        assertThat(context.answer("reverse", () -> redemptions.reverse(reversal)))
                .as("reverse")
                .isEqualTo(new Reversed(reversal));

        Redemption second = redeemed(redeemUnique(id, user, "3"));

        assertThat(second.id()).as("id").isNotEqualTo(reversal.redemption());
        context.activeAre(id, second);
    }

    private void afterReversalByAnother() throws InterruptedException {
        RedeemableId id = context.seed(context.data().any(RedeemableKind.COUPON));
        context.reversed(redeemed(redeemUnique(id, context.data().user(), "3")));

        // The first search that does not find it starts the wait for the read lag; the second one frees the id.
        assertThat(redeemUnique(id, context.data().user(), "3"))
                .as("redeem within the read lag")
                .isEqualTo(taken("unknown"));

        Redemption second = redeemed(redeemUnique(id, context.data().user(), "3"));

        context.activeAre(id, second);
    }

    /** Where absence of the first redemption cannot be proven, the transaction id counts as taken. */
    private void afterUnprovenReversalByAnother() throws InterruptedException {
        RedeemableId id = context.seed(context.data().any(RedeemableKind.COUPON));
        context.reversed(redeemed(redeemUnique(id, context.data().user(), "3")));

        RedemptionOutcome second = redeemUnique(id, context.data().user(), "3");

        if (Outcomes.isRedeemed(second)) {
            context.activeAre(id, redeemed(second));
        } else {
            assertThat(second).as("redeem").isIn(taken("yes"), taken("unknown"));
            context.activeAre(id);
        }
    }

    private void afterRefusal() throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());
        String user = context.data().user();
        ExpectedRefusal.refused(context, redeemUnique(id, user, "11"), BALANCE_TOO_LOW);

        Redemption second = redeemed(redeemUnique(id, user, "9"));

        context.activeAre(id, second);
    }

    private void onAnotherRedeemable() throws InterruptedException {
        String user = context.data().user();
        RedeemableId coupon = context.seed(context.data().any(RedeemableKind.COUPON));
        RedeemableId other = context.seed(context.data().any(RedeemableKind.COUPON));

        Redemption first = redeemed(redeemUnique(coupon, user, "3"));
        Redemption second = redeemed(redeemUnique(other, user, "3"));

        activeAre(coupon, first);
        activeAre(other, second);
    }

    private void asGiven() throws InterruptedException {
        RedeemableId id = context.seed(context.data().any(RedeemableKind.COUPON));
        RedemptionRequest.Builder request = RedemptionRequest.builder(id)
                .user(context.data().user())
                .value("3")
                .transaction(new TransactionChoice.AsGiven(TransactionId.of(transaction)));

        Redemption first = redeemed(redeem(request));
        Redemption second = redeemed(redeem(request));

        assertThat(second.id()).as("id").isNotEqualTo(first.id());
        activeAre(id, second, first);
    }
}
