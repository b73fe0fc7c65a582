package io.redemption.reliability.basket;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.RedemptionPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How one process reaches the issuer: each call is an event, and what becomes of a write is a choice. */
final class BasketPort implements RedemptionPort {
    private static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(Capability.PROVEN_HISTORY, Capability.KEEPS_TRANSACTION_IDS, Capability.ISSUER_TIME), 2);

    private final BasketWorld world;
    private final BasketProcess process;

    /** Whether this process looks for what another one sent; a broken one sends it again. */
    private final boolean recovers;

    BasketPort(BasketWorld world, BasketProcess process, boolean recovers) {
        this.world = world;
        this.process = process;
        this.recovers = recovers;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return process.call(() -> {
            world.issuer().posted(attempt);
            world.notes(true);
            return switch (world.fateOfSend()) {
                case 0 ->
                    CompletableFuture.completedStage(Redeemed.of(world.issuer().redeem(attempt)));
                case 1 -> notExecuted();
                case 2 -> {
                    Duration late = world.lateness();
                    if (late.isZero()) {
                        world.issuer().redeem(attempt);
                    } else {
                        world.time().schedule(late, () -> world.issuer().redeem(attempt));
                    }
                    yield noAnswer(attempt);
                }
                default -> noAnswer(attempt);
            };
        });
    }

    private CompletionStage<RedemptionOutcome> notExecuted() {
        return world.choices().happens(3)
                ? CompletableFuture.failedStage(
                        new RedemptionException(FailureCode.NOT_REACHABLE, "no connection could be made"))
                : CompletableFuture.completedStage(Refused.of(Violation.of(ViolationCode.BALANCE_TOO_LOW)));
    }

    private CompletionStage<RedemptionOutcome> noAnswer(RedemptionAttempt attempt) {
        world.issuer().leaveUnanswered(attempt);
        return world.choices().happens(3)
                ? new CompletableFuture<>()
                : CompletableFuture.completedStage(new Unknown(
                        Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, process.now(), process.now())));
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return process.call(() -> {
            int fate = world.fateOfReversal();
            boolean gone = fate < 2 && world.issuer().reverse(reversal.redeemable(), reversal.redemption());
            if (fate == 0) {
                return CompletableFuture.completedStage(gone ? new Reversed(reversal) : new NothingToReverse(reversal));
            }
            world.issuer().leaveUnanswered(reversal.redemption());
            return CompletableFuture.completedStage(new Unknown(
                    Ticket.of(reversal, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, process.now(), process.now())));
        });
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return process.call(() -> {
            List<Redemption> listed = world.issuer().listed(redeemable);
            if (recovers && world.variant() == Variant.RECOVERY_SENDS) {
                world.sendsAgain(redeemable, listed);
            }
            if (world.choices().happens(6)) {
                return CompletableFuture.failedStage(
                        new RedemptionException(FailureCode.NOT_REACHABLE, "the list cannot be read"));
            }
            return CompletableFuture.completedStage(Optional.of(new RedemptionHistory(
                    world.issuer().listed(redeemable).stream()
                            .map(each -> shown(each, query))
                            .toList(),
                    null,
                    null,
                    Completeness.PROVEN,
                    world.issuer().now())));
        });
    }

    private Redemption shown(Redemption listed, HistoryQuery query) {
        boolean lies = world.variant() == Variant.STRANGER_LOOKS_LIKE_OURS && listed.transactionId() == null;
        return lies ? listed.toBuilder().transactionId(query.transactionId()).build() : listed;
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return process.call(() -> CompletableFuture.completedStage(world.issuer().listed(redeemable).stream()
                .filter(listed -> listed.id().equals(redemption))
                .findAny()));
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_SUPPORTED, "one by one"));
    }
}
