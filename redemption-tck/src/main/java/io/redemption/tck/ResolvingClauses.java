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

/** What a history shows to somebody who looks for a redemption in doubt. */
final class ResolvingClauses {
    static final List<Clause> ALL = List.of(
            clause(
                            15,
                            "a look for a redemption in doubt shows all of its transaction id, whosever they are",
                            ResolvingClauses::showsTheTransaction)
                    .needing(Capability.KEEPS_TRANSACTION_IDS, ResolvingClauses::showsItself),
            clause(
                    16,
                    "a look for a redemption in doubt shows those without a transaction id that may be it",
                    ResolvingClauses::showsCandidates),
            clause(
                    17,
                    "a look for a redemption in doubt does not show those that cannot be it",
                    ResolvingClauses::hidesStrangers),
            clause(
                            18,
                            "a history of a transaction does not show those without a transaction id",
                            ResolvingClauses::hidesCandidates)
                    .needing(Capability.KEEPS_TRANSACTION_IDS, ResolvingClauses::hidesThemFromOthers));

    private ResolvingClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.READING, number, sentence, body);
    }

    private static RedemptionRequest.Builder request(RedeemableId id, String user, String value) {
        return RedemptionRequest.builder(id).user(user).value(value);
    }

    /** Redeems under whatever transaction id, as somebody may who has no part in what is in doubt. */
    private static Redemption redeemed(
            ClauseContext bench, RedemptionRequest.Builder request, @Nullable TransactionId transaction)
            throws InterruptedException {
        return bench.redeemed(bench.goods().attempt(request.transaction(new TransactionChoice.AsGiven(transaction))));
    }

    private static Redemption unmarked(ClauseContext bench, RedeemableId id, String user, String value)
            throws InterruptedException {
        return redeemed(bench, request(id, user, value), null);
    }

    private static List<Redemption> shown(ClauseContext bench, RedemptionAttempt inDoubt) throws InterruptedException {
        Instant now = TimeSource.system().now();
        Ticket ticket = Ticket.of(inDoubt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, now, now);
        HistoryQuery query = HistoryQuery.resolving(bench.rewritesUserIds() ? ticket.withoutUser() : ticket);
        return bench.history(inDoubt.redeemable(), query).redemptions();
    }

    private static List<RedeemableId> couponAndCard(ClauseContext bench) {
        return List.of(
                bench.seed(bench.goods().any(RedeemableKind.COUPON)),
                bench.seed(bench.goods().any(RedeemableKind.GIFT_CARD)));
    }

    private static void showsTheTransaction(ClauseContext bench) throws InterruptedException {
        for (RedeemableId id : couponAndCard(bench)) {
            String user = bench.goods().user();
            RedemptionAttempt attempt = bench.goods().attempt(request(id, user, "3"));
            TransactionId marker = attempt.transactionId();
            Redemption ours = bench.redeemed(attempt);
            Redemption ofAnotherValue = redeemed(bench, request(id, user, "4"), marker);
            Redemption ofAnotherUser = redeemed(bench, request(id, bench.goods().user(), "3"), marker);

            assertThat(shown(bench, attempt))
                    .as("shown")
                    .containsExactlyInAnyOrder(ours, ofAnotherValue, ofAnotherUser);
        }
    }

    /** Without the capability, ours is shown as far as its transaction id can be recognised at all. */
    private static void showsItself(ClauseContext bench) throws InterruptedException {
        for (RedeemableId id : couponAndCard(bench)) {
            RedemptionAttempt attempt =
                    bench.goods().attempt(request(id, bench.goods().user(), "3"));

            Redemption ours = bench.redeemed(attempt);

            assertThat(shown(bench, attempt)).as("shown").containsExactly(ours);
        }
    }

    private static void showsCandidates(ClauseContext bench) throws InterruptedException {
        for (RedeemableId id : couponAndCard(bench)) {
            String user = bench.goods().user();
            RedemptionAttempt attempt = bench.goods().attempt(request(id, user, "3"));
            Redemption first = unmarked(bench, id, user, "3");
            Redemption second = unmarked(bench, id, user, "3");

            assertThat(shown(bench, attempt)).as("shown").containsExactlyInAnyOrder(first, second);
        }
    }

    private static void hidesStrangers(ClauseContext bench) throws InterruptedException {
        for (RedeemableId id : couponAndCard(bench)) {
            String user = bench.goods().user();
            RedemptionAttempt attempt = bench.goods().attempt(request(id, user, "3"));
            unmarked(bench, id, user, "4");
            if (!bench.rewritesUserIds()) {
                unmarked(bench, id, bench.goods().user(), "3");
            }
            if (bench.can(Capability.KEEPS_TRANSACTION_IDS)) {
                bench.redeemed(bench.goods().attempt(request(id, user, "3")));
            }

            assertThat(shown(bench, attempt)).as("shown").isEmpty();
        }
    }

    private static void hidesCandidates(ClauseContext bench) throws InterruptedException {
        for (RedeemableId id : couponAndCard(bench)) {
            String user = bench.goods().user();
            RedemptionAttempt attempt = bench.goods().attempt(request(id, user, "3"));
            Redemption ours = bench.redeemed(attempt);
            unmarked(bench, id, user, "3");

            assertThat(bench.history(id, HistoryQuery.ofTransaction(Objects.requireNonNull(attempt.transactionId())))
                            .redemptions())
                    .as("of the transaction")
                    .containsExactly(ours);
        }
    }

    private static void hidesThemFromOthers(ClauseContext bench) throws InterruptedException {
        for (RedeemableId id : couponAndCard(bench)) {
            unmarked(bench, id, bench.goods().user(), "3");

            HistoryQuery query =
                    HistoryQuery.ofTransaction(TransactionId.of(bench.goods().transaction()));
            assertThat(bench.history(id, query).redemptions())
                    .as("of an unknown transaction")
                    .isEmpty();
        }
    }
}
