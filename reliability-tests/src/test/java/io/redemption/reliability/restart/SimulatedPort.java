package io.redemption.reliability.restart;

import io.redemption.BasketOutcome;
import io.redemption.Capabilities;
import io.redemption.Doubt;
import io.redemption.FailureCode;
import io.redemption.Freshness;
import io.redemption.HistoryQuery;
import io.redemption.Likelihood;
import io.redemption.RedeemableId;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionException;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionId;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionPort;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.Ticket;
import io.redemption.Unknown;
import io.redemption.inmemory.ManualTime;
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
