package io.redemption.tck;

import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Capability;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Clauses about cancelled calls. They are executed wholly or not at all, and affect no other caller. */
final class CancellingClauses {
    static final List<Clause> ALL = List.of(
            clause(
                    1,
                    "a redemption that is cancelled at once is redeemed wholly or not at all",
                    CancellingClauses::redeem),
            clause(2, "cancelling what is redeemed undoes nothing", CancellingClauses::afterwards),
            clause(3, "a reversal that is cancelled at once gives back once or not at all", CancellingClauses::reverse),
            clause(4, "cancelling one caller's read does not affect another's", CancellingClauses::anotherRead),
            clause(
                    5,
                    "cancelling one caller's redemption does not affect another's",
                    CancellingClauses::anotherRedemption));

    private CancellingClauses() {}

    private static Clause clause(int number, String sentence, Clause.Body body) {
        return Clause.of(Group.CANCELLING, number, sentence, body);
    }

    /**
     * Waits until a cancelled stage has ended.
     *
     * @return its answer, if it has one
     */
    private static <T> Optional<T> ended(ClauseContext context, String what, CompletionStage<T> stage)
            throws InterruptedException {
        CompletionStage<Optional<T>> end = stage.handle((answer, failure) -> {
            Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
            if (cause != null && !(cause instanceof CancellationException) && !(cause instanceof RedemptionException)) {
                throw new AssertionError(
                        "a cancelled " + what + " failed with "
                                + cause.getClass().getName(),
                        cause);
            }
            return Optional.ofNullable(answer);
        });
        return context.answer("a cancelled " + what, end);
    }

    /** With one use for two attempts, the second shows what became of the first, even if the first arrives late. */
    private static void redeem(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().totalLimit(1).build());
        RedemptionAttempt first = context.data().use(id);
        RedemptionAttempt next = context.data().use(id);

        CompletableFuture<RedemptionOutcome> cancelled = CheckedStages.begin(
                        "redeem", () -> context.port().redeem(first))
                .toCompletableFuture();
        cancelled.cancel(true);
        Optional<RedemptionOutcome> end = ended(context, "redeem", cancelled);
        RedemptionOutcome outcome = context.redeem(next);

        List<Redemption> active = context.active(id);
        assertThat(active).as("active redemptions").hasSize(1);
        boolean nextWon = Outcomes.isRedeemed(outcome);
        assertThat(end.filter(Outcomes::isRedeemed).isPresent() && nextWon)
                .as("both are redeemed")
                .isFalse();
        if (context.can(Capability.KEEPS_TRANSACTION_IDS)) {
            assertThat(active.get(0).transactionId())
                    .as("transaction of the winner")
                    .isEqualTo((nextWon ? next : first).transactionId());
        }
    }

    private static void afterwards(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        RedemptionAttempt attempt = context.data().use(id);
        CompletionStage<RedemptionOutcome> stage =
                CheckedStages.begin("redeem", () -> context.port().redeem(attempt));
        RedemptionOutcome outcome = context.answer("redeem", stage);
        assertThat(outcome).as("redeem").isInstanceOf(Redeemed.class);

        stage.toCompletableFuture().cancel(true);

        context.activeAre(id, ((Redeemed) outcome).redemption());
    }

    private static void reverse(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().card("10").build());
        context.redeemed(context.data().spend(id, "6"));
        Redemption redemption = context.redeemed(context.data().spend(id, "4"));
        Reversal reversal = Reversal.of(redemption);

        CompletableFuture<?> cancelled = CheckedStages.begin(
                        "reverse", () -> context.port().reverse(reversal))
                .toCompletableFuture();
        cancelled.cancel(true);
        ended(context, "reverse", cancelled);
        context.reverse(reversal);

        ExpectedRead.absent(context, id, redemption.id());
        if (context.restores(RestoredOnReversal.BALANCE)) {
            context.redeemed(context.data().spend(id, "4"));
        }
        context.refused(context.data().spend(id, context.data().smallest()), BALANCE_TOO_LOW);
    }

    private static void anotherRead(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        Redemption redemption = context.redeemed(context.data().use(id));
        CompletionStage<Optional<RedemptionHistory>> first =
                CheckedStages.begin("history", () -> context.port().history(id, HistoryQuery.ALL_FROM_ISSUER));
        CompletionStage<Optional<RedemptionHistory>> second =
                CheckedStages.begin("history", () -> context.port().history(id, HistoryQuery.ALL_FROM_ISSUER));

        first.toCompletableFuture().cancel(true);

        assertThat(context.answer("history", second).orElseThrow().redemptions())
                .as("the other answer")
                .containsExactly(redemption);
    }

    private static void anotherRedemption(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        RedemptionAttempt cancelled = context.data().use(id);
        RedemptionAttempt kept = context.data().use(id);
        CompletionStage<RedemptionOutcome> first =
                CheckedStages.begin("redeem", () -> context.port().redeem(cancelled));
        CompletionStage<RedemptionOutcome> second =
                CheckedStages.begin("redeem", () -> context.port().redeem(kept));

        first.toCompletableFuture().cancel(true);

        RedemptionOutcome outcome = context.answer("redeem", second);
        assertThat(outcome).as("the other answer").isInstanceOf(Redeemed.class);
        assertThat(context.active(id)).as("active redemptions").contains(((Redeemed) outcome).redemption());
    }
}
