package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Clauses about the stages of every call. */
final class StageClauses {
    static final List<Clause> ALL = List.of(
            Clause.of(
                    Group.STAGES,
                    1,
                    "capabilities are returned at once and never change",
                    StageClauses::capabilitiesStay),
            Clause.of(Group.STAGES, 2, "an absent value is an empty answer, never null", StageClauses::absentIsNoNull),
            Clause.of(
                    Group.STAGES,
                    3,
                    "no method throws: an argument error fails the stage with a RedemptionException",
                    StageClauses::argumentErrorsFailTheStage),
            Clause.of(Group.STAGES, 4, "each caller gets their own stage", StageClauses::ownStage),
            Clause.of(
                            Group.STAGES,
                            5,
                            "an argument error of a RedeemablePort fails the stage with a RedemptionException",
                            StageClauses::argumentErrorsOfReadingFailTheStage)
                    .needing(
                            Requirement.REDEEMABLE_PORT,
                            context -> assertThat(context.describes()).isFalse()));

    private StageClauses() {}

    private static void capabilitiesStay(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());

        context.redeemed(context.data().use(id));

        assertThat(context.port().capabilities()).as("capabilities").isEqualTo(context.capabilities());
    }

    private static void absentIsNoNull(ClauseContext context) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            RedeemableId nothing = context.data().unknown(kind);
            context.answer("history", () -> context.port().history(nothing, HistoryQuery.ALL));
            ExpectedRead.absent(context, nothing, context.data().unknownRedemption());
            context.reverse(new Reversal(nothing, context.data().unknownRedemption()));
            context.redeem(context.data()
                    .attempt(RedemptionRequest.builder(nothing).user("0").value("1")));
        }
    }

    /** Callers without null checks do pass null, and then too a method must not throw. */
    @SuppressWarnings("NullAway") // null on purpose: what callers without null checks of their own do
    private static void argumentErrorsFailTheStage(ClauseContext context) throws InterruptedException {
        RedemptionPort port = context.port();
        RedeemableId id = context.data().unknown(RedeemableKind.COUPON);
        context.failure("redeem of null", () -> port.redeem(null));
        context.failure("redeemAll of null", () -> port.redeemAll(null));
        context.failure("reverse of null", () -> port.reverse(null));
        context.failure("find of null", () -> port.find(null, null, Freshness.FROM_ISSUER));
        context.failure("find of null", () -> port.find(id, null, Freshness.FROM_ISSUER));
        context.failure("history of null", () -> port.history(null, HistoryQuery.ALL));
        context.failure("history with null", () -> port.history(id, null));
    }

    @SuppressWarnings("NullAway") // null on purpose: what callers without null checks of their own do
    private static void argumentErrorsOfReadingFailTheStage(ClauseContext context) throws InterruptedException {
        RedeemablePort port = context.describing();
        context.failure("lookup of null", () -> port.lookup(null, Freshness.CACHED_OK));
        context.failure("lookup of a null code", () -> port.lookup(null));
        context.failure("validate of null", () -> port.validate(null));
    }

    private static void ownStage(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        Redemption redemption = context.redeemed(context.data().use(id));
        CompletionStage<Optional<RedemptionHistory>> first =
                CheckedStages.begin("history", () -> context.port().history(id, HistoryQuery.ALL));
        CompletionStage<Optional<RedemptionHistory>> second =
                CheckedStages.begin("history", () -> context.port().history(id, HistoryQuery.ALL));

        CompletableFuture<?> broken = first.toCompletableFuture();
        broken.obtrudeException(new IllegalStateException("broken by another caller"));

        assertThat(context.answer("history", second).orElseThrow().redemptions())
                .as("the other answer")
                .containsExactly(redemption);
        context.activeAre(id, redemption);
    }
}
