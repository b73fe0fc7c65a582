package io.redemption;

import io.redemption.model.Amount;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.TransactionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An issuer with a record of its own, which it may list otherwise than it is. What it books and what it reports are
 * separate, so that a test can compare what the library claims with what is true.
 */
public final class LyingIssuer {
    /** What is true: one entry for each redemption that stands. */
    public final List<Redemption> record = new ArrayList<>();

    /** What it makes of each entry when it lists it. */
    public UnaryOperator<Redemption> listing = UnaryOperator.identity();

    /** What it makes of each entry when it answers the call that made it. */
    public UnaryOperator<Redemption> echo = UnaryOperator.identity();

    /** What it books instead of what it was asked for. */
    public UnaryOperator<Redemption> booking = UnaryOperator.identity();

    public Completeness completeness = Completeness.PROVEN;
    public boolean tellsTime;
    public boolean answersAreLost;

    /** How much later than asked a redemption is executed, and how much later than executed it is listed. */
    public Duration executionDelay = Duration.ZERO;

    public Duration readLag = Duration.ZERO;
    private final ManualTime time;
    private int made;

    public LyingIssuer(ManualTime time) {
        this.time = time;
    }

    public ProgrammedPort port(Capability... capabilities) {
        ProgrammedPort port = new ProgrammedPort(capabilities);
        serve(port);
        return port;
    }

    public void serve(ProgrammedPort port) {
        port.onRedeem = this::redeem;
        port.onReverse = reversal -> CompletableFuture.completedStage(
                record.removeIf(r -> Reversal.of(r).equals(reversal))
                        ? new Reversed(reversal)
                        : new NothingToReverse(reversal));
        port.onFind = (on, id) -> CompletableFuture.completedStage(
                listed().stream().filter(r -> r.id().equals(id)).findFirst());
        port.onHistory = query -> CompletableFuture.completedStage(Optional.of(new RedemptionHistory(
                listed().stream().filter(query::matches).toList(),
                null,
                null,
                completeness,
                tellsTime ? issuerTime() : null)));
    }

    /** The issuer's own clock, in whole seconds; ours may be set, this one is right. */
    public Instant issuerTime() {
        return trueTime().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    private Instant trueTime() {
        return ManualTime.START.plusNanos(time.nanoTime());
    }

    private CompletableFuture<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        Redemption booked = book(attempt);
        return answersAreLost
                ? CompletableFuture.failedFuture(new IllegalStateException("reset"))
                : CompletableFuture.completedFuture(Redeemed.of(echo.apply(booked)));
    }

    /** Books a redemption, as asked for or as it lies. */
    public Redemption book(RedemptionAttempt attempt) {
        Redemption asked = Redemption.builder(
                        RedemptionId.of("res-" + ++made),
                        attempt.redeemable(),
                        trueTime().plus(executionDelay))
                .redeemer(attempt.request().redeemer())
                .value(attempt.request().value())
                .transactionId(attempt.transactionId())
                .build();
        Redemption booked = booking.apply(asked);
        record.add(0, booked);
        return booked;
    }

    private List<Redemption> listed() {
        Instant visible = trueTime().minus(readLag);
        return record.stream()
                .filter(redemption -> !redemption.createdAt().isAfter(visible))
                .map(listing)
                .toList();
    }

    public static UnaryOperator<Redemption> value(@Nullable String value) {
        return r -> r.toBuilder()
                .value(value == null ? null : Amount.of(value))
                .customerId(null)
                .teamId(null)
                .href(null)
                .build();
    }

    public static UnaryOperator<Redemption> user(@Nullable String user) {
        return r -> r.toBuilder()
                .redeemer(new Redeemer(user, null, null))
                .customerId(null)
                .teamId(null)
                .href(null)
                .build();
    }

    public static UnaryOperator<Redemption> transaction(UnaryOperator<@Nullable String> change) {
        return r -> {
            TransactionId id = r.transactionId();
            String changed = change.apply(id == null ? null : id.value());
            return r.toBuilder()
                    .transactionId(changed == null ? null : TransactionId.of(changed))
                    .customerId(null)
                    .teamId(null)
                    .href(null)
                    .build();
        };
    }

    public static UnaryOperator<Redemption> created(UnaryOperator<Instant> change) {
        return r -> Redemption.builder(r.id(), r.redeemable(), change.apply(r.createdAt()))
                .redeemer(r.redeemer())
                .value(r.value())
                .transactionId(r.transactionId())
                .build();
    }
}
