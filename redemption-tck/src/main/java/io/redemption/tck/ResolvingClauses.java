package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.port.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Clauses about histories that are read to resolve a redemption in doubt. */
final class ResolvingClauses {
    static final List<Clause> ALL = List.of(
            clause(
                            15,
                            "a search for a redemption in doubt returns all with its transaction id, of any user",
                            ResolvingClauses::showsTheTransaction)
                    .needing(Capability.KEEPS_TRANSACTION_IDS, ResolvingClauses::showsItself),
            clause(
                    16,
                    "a search for a redemption in doubt returns those without a transaction id that may be it",
                    ResolvingClauses::showsCandidates),
            clause(
                    17,
                    "a search for a redemption in doubt does not return those that cannot be it",
                    ResolvingClauses::hidesStrangers),
            clause(
                            18,
                            "a history of a transaction does not return those without a transaction id",
                            ResolvingClauses::hidesCandidates)
                    .needing(Capability.KEEPS_TRANSACTION_IDS, ResolvingClauses::hidesThemFromOthers));

    private ResolvingClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.READING, number, sentence, body);
    }

    private static RedemptionRequest.Builder request(RedeemableId id, String user, String value) {
        return RedemptionRequest.builder(id).user(user).value(value);
    }

    /** Redeems under a transaction id, as another process may. */
    private static Redemption redeemed(
            ClauseContext context, RedemptionRequest.Builder request, @Nullable TransactionId transaction)
            throws InterruptedException {
        return context.redeemed(
                context.data().attempt(request.transaction(new TransactionChoice.AsGiven(transaction))));
    }

    private static Redemption unmarked(ClauseContext context, RedeemableId id, String user, String value)
            throws InterruptedException {
        return redeemed(context, request(id, user, value), null);
    }

    private static List<Redemption> shown(ClauseContext context, RedemptionAttempt inDoubt)
            throws InterruptedException {
        Instant now = TimeSource.system().now();
        Ticket ticket = Ticket.of(inDoubt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, now, now);
        HistoryQuery query = HistoryQuery.resolving(context.rewritesUserIds() ? ticket.withoutUser() : ticket);
        return context.history(inDoubt.redeemable(), query).redemptions();
    }

    private static List<RedeemableId> couponAndCard(ClauseContext context) {
        return List.of(
                context.seed(context.data().any(RedeemableKind.COUPON)),
                context.seed(context.data().any(RedeemableKind.GIFT_CARD)));
    }

    private static void showsTheTransaction(ClauseContext context) throws InterruptedException {
        for (RedeemableId id : couponAndCard(context)) {
            String user = context.data().user();
            RedemptionAttempt attempt = context.data().attempt(request(id, user, "3"));
            TransactionId marker = attempt.transactionId();
            Redemption ours = context.redeemed(attempt);
            Redemption ofAnotherValue = redeemed(context, request(id, user, "4"), marker);
            Redemption ofAnotherUser =
                    redeemed(context, request(id, context.data().user(), "3"), marker);

            assertThat(shown(context, attempt))
                    .as("shown")
                    .containsExactlyInAnyOrder(ours, ofAnotherValue, ofAnotherUser);
        }
    }

    /** Without the capability, our redemption is returned if the issuer keeps its transaction id. */
    private static void showsItself(ClauseContext context) throws InterruptedException {
        for (RedeemableId id : couponAndCard(context)) {
            RedemptionAttempt attempt =
                    context.data().attempt(request(id, context.data().user(), "3"));

            Redemption ours = context.redeemed(attempt);

            assertThat(shown(context, attempt)).as("shown").containsExactly(ours);
        }
    }

    private static void showsCandidates(ClauseContext context) throws InterruptedException {
        for (RedeemableId id : couponAndCard(context)) {
            String user = context.data().user();
            RedemptionAttempt attempt = context.data().attempt(request(id, user, "3"));
            Redemption first = unmarked(context, id, user, "3");
            Redemption second = unmarked(context, id, user, "3");

            assertThat(shown(context, attempt)).as("shown").containsExactlyInAnyOrder(first, second);
        }
    }

    private static void hidesStrangers(ClauseContext context) throws InterruptedException {
        for (RedeemableId id : couponAndCard(context)) {
            String user = context.data().user();
            RedemptionAttempt attempt = context.data().attempt(request(id, user, "3"));
            unmarked(context, id, user, "4");
            if (!context.rewritesUserIds()) {
                unmarked(context, id, context.data().user(), "3");
            }
            if (context.can(Capability.KEEPS_TRANSACTION_IDS)) {
                context.redeemed(context.data().attempt(request(id, user, "3")));
            }

            assertThat(shown(context, attempt)).as("shown").isEmpty();
        }
    }

    private static void hidesCandidates(ClauseContext context) throws InterruptedException {
        for (RedeemableId id : couponAndCard(context)) {
            String user = context.data().user();
            RedemptionAttempt attempt = context.data().attempt(request(id, user, "3"));
            Redemption ours = context.redeemed(attempt);
            unmarked(context, id, user, "3");

            assertThat(context.history(id, HistoryQuery.ofTransaction(Objects.requireNonNull(attempt.transactionId())))
                            .redemptions())
                    .as("of the transaction")
                    .containsExactly(ours);
        }
    }

    private static void hidesThemFromOthers(ClauseContext context) throws InterruptedException {
        for (RedeemableId id : couponAndCard(context)) {
            unmarked(context, id, context.data().user(), "3");

            HistoryQuery query =
                    HistoryQuery.ofTransaction(TransactionId.of(context.data().transaction()));
            assertThat(context.history(id, query).redemptions())
                    .as("of an unknown transaction")
                    .isEmpty();
        }
    }
}
