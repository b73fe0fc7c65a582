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

/** What every call keeps, whatever it asks. */
final class StageClauses {
    static final List<Clause> ALL = List.of(
            Clause.of(
                    Group.STAGES, 1, "capabilities are told at once and never change", StageClauses::capabilitiesStay),
            Clause.of(Group.STAGES, 2, "what is absent is an answer, never null", StageClauses::absentIsNoNull),
            Clause.of(
                    Group.STAGES,
                    3,
                    "no method throws: an argument error fails the stage with a RedemptionException",
                    StageClauses::argumentErrorsFailTheStage),
            Clause.of(Group.STAGES, 4, "each caller gets a stage of her own", StageClauses::ownStage),
            Clause.of(
                            Group.STAGES,
                            5,
                            "an argument error of a RedeemablePort fails the stage with a RedemptionException",
                            StageClauses::argumentErrorsOfReadingFailTheStage)
                    .needing(
                            Requirement.REDEEMABLE_PORT,
                            bench -> assertThat(bench.describes()).isFalse()));

    private StageClauses() {}

    private static void capabilitiesStay(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());

        bench.redeemed(bench.goods().use(id));

        assertThat(bench.port().capabilities()).as("capabilities").isEqualTo(bench.capabilities());
    }

    private static void absentIsNoNull(ClauseContext bench) throws InterruptedException {
        for (RedeemableKind kind : RedeemableKind.values()) {
            RedeemableId nothing = bench.goods().unknown(kind);
            bench.answer("history", () -> bench.port().history(nothing, HistoryQuery.ALL));
            ExpectedRead.absent(bench, nothing, bench.goods().unknownRedemption());
            bench.reverse(new Reversal(nothing, bench.goods().unknownRedemption()));
            bench.redeem(bench.goods()
                    .attempt(RedemptionRequest.builder(nothing).user("0").value("1")));
        }
    }

    /** Callers without null checks do pass null, and then too they must not be surprised by a throw. */
    @SuppressWarnings("NullAway") // null on purpose: what callers without null checks of their own do
    private static void argumentErrorsFailTheStage(ClauseContext bench) throws InterruptedException {
        RedemptionPort port = bench.port();
        RedeemableId id = bench.goods().unknown(RedeemableKind.COUPON);
        bench.failure("redeem of null", () -> port.redeem(null));
        bench.failure("redeemAll of null", () -> port.redeemAll(null));
        bench.failure("reverse of null", () -> port.reverse(null));
        bench.failure("find of null", () -> port.find(null, null, Freshness.FROM_ISSUER));
        bench.failure("find of null", () -> port.find(id, null, Freshness.FROM_ISSUER));
        bench.failure("history of null", () -> port.history(null, HistoryQuery.ALL));
        bench.failure("history with null", () -> port.history(id, null));
    }

    @SuppressWarnings("NullAway") // null on purpose: what callers without null checks of their own do
    private static void argumentErrorsOfReadingFailTheStage(ClauseContext bench) throws InterruptedException {
        RedeemablePort port = bench.describing();
        bench.failure("lookup of null", () -> port.lookup(null, Freshness.CACHED_OK));
        bench.failure("lookup of a null code", () -> port.lookup(null));
        bench.failure("validate of null", () -> port.validate(null));
    }

    private static void ownStage(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        Redemption redemption = bench.redeemed(bench.goods().use(id));
        CompletionStage<Optional<RedemptionHistory>> mine =
                CheckedStages.begin("history", () -> bench.port().history(id, HistoryQuery.ALL));
        CompletionStage<Optional<RedemptionHistory>> hers =
                CheckedStages.begin("history", () -> bench.port().history(id, HistoryQuery.ALL));

        CompletableFuture<?> spoiled = mine.toCompletableFuture();
        spoiled.obtrudeException(new IllegalStateException("spoiled by another caller"));

        assertThat(bench.answer("history", hers).orElseThrow().redemptions())
                .as("her answer")
                .containsExactly(redemption);
        bench.activeAre(id, redemption);
    }
}
