package io.redemption.reliability.restart;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.RedemptionPort;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The way of one process to the issuer. What has left goes on when the process has ended. */
final class SimulatedPort implements RedemptionPort {
    private final SimulatedIssuer issuer;
    private final SimulatedProcess process;
    private final ManualTime world;
    private final Random random;

    SimulatedPort(SimulatedIssuer issuer, SimulatedProcess process, ManualTime world, Random random) {
        this.issuer = issuer;
        this.process = process;
        this.world = world;
        this.random = random;
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return process.call(Step.SEND, Step.SENT, () -> send(attempt, SendPlan.random(random)));
    }

    private CompletionStage<RedemptionOutcome> send(RedemptionAttempt attempt, SendPlan plan) {
        if (!plan.connects()) {
            return unreachable();
        }
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        Instant sentAt = process.now();
        process.schedule(
                SendPlan.TIMEOUT,
                () -> answer.complete(new Unknown(
                        Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, sentAt, process.now()))));
        Duration arrivesAfter = plan.arrivesAfter();
        if (arrivesAfter != null) {
            issuer.depart();
            world.schedule(arrivesAfter, () -> arrive(attempt, plan, answer));
        }
        return answer;
    }

    private void arrive(RedemptionAttempt attempt, SendPlan plan, CompletableFuture<RedemptionOutcome> answer) {
        RedemptionOutcome outcome = issuer.arrive(attempt);
        Duration answeredAfter = plan.answeredAfter();
        if (answeredAfter != null) {
            process.schedule(answeredAfter, () -> {
                if (process.makes(Step.ANSWERED)) {
                    answer.complete(outcome);
                }
            });
        }
    }

    private static <T> CompletionStage<T> unreachable() {
        return CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "no connection"));
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        boolean fails = random.nextInt(10) == 0;
        return process.call(
                Step.READ,
                Step.HAS_READ,
                () -> fails ? unreachable() : CompletableFuture.completedStage(issuer.history(query)));
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return unreachable();
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return unreachable();
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return unreachable();
    }

    @Override
    public Capabilities capabilities() {
        return issuer.capabilities();
    }
}
