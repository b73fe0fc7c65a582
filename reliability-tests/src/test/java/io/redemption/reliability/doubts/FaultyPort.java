package io.redemption.reliability.doubts;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
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
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.RedemptionPort;
import io.redemption.reliability.doubts.Faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** The way of one process to the issuer. What has left goes on when the process has ended. Not thread-safe. */
final class FaultyPort implements RedemptionPort {
    /** After this long a call is given up and in doubt. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(45);
    private static final Duration LATENCY = Duration.ofMillis(20);

    private final Issuer issuer;
    private final ShopProcess process;
    private final VirtualTime world;
    private final Faults faults;
    private final Random random;
    private final Capabilities capabilities;
    private final Duration maxExecutionDelay;
    private final Map<AttemptId, Integer> sends;

    /**
     * Creates a way to the issuer.
     *
     * @param maxExecutionDelay how long after it was given up a request may be executed
     * @param sends counts the requests that may be executed, for each attempt
     */
    FaultyPort(
            Issuer issuer,
            ShopProcess process,
            VirtualTime world,
            Faults faults,
            Random random,
            Capabilities capabilities,
            Duration maxExecutionDelay,
            Map<AttemptId, Integer> sends) {
        this.issuer = issuer;
        this.process = process;
        this.world = world;
        this.faults = faults;
        this.random = random;
        this.capabilities = capabilities;
        this.maxExecutionDelay = maxExecutionDelay;
        this.sends = sends;
    }

    @Override
    public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        return process.call(() -> {
            if (faults.happens(Fault.FOREIGN_WRITER)) {
                issuer.foreign(attempt);
            }
            sends.merge(attempt.id(), 1, Integer::sum);
            Instant sentAt = process.now();
            return sent(
                    () -> issuer.departs(attempt.id()),
                    () -> Redeemed.of(issuer.arrives(attempt)),
                    doubt -> new Unknown(Ticket.of(attempt, doubt, Likelihood.POSSIBLE, 1, sentAt, process.now())));
        });
    }

    @Override
    public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        return process.call(() -> {
            Instant sentAt = process.now();
            return sent(
                    () -> issuer.departs(reversal),
                    () -> issuer.arrives(reversal) ? new Reversed(reversal) : new NothingToReverse(reversal),
                    doubt -> new Unknown(Ticket.of(reversal, doubt, Likelihood.POSSIBLE, 1, sentAt, process.now())));
        });
    }

    /** Sends a request through the faults of the network. */
    private <T> CompletionStage<T> sent(Runnable departure, Supplier<T> arrival, Function<Doubt, T> doubt) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        process.schedule(DEADLINE, () -> answer.complete(doubt.apply(Doubt.NO_ANSWER)));
        if (faults.happens(Fault.LOST_BEFORE)) {
            breaks(answer, doubt);
            return answer;
        }
        departure.run();
        if (faults.happens(Fault.REPLAY)) {
            departure.run();
            world.schedule(DEADLINE.plus(random(maxExecutionDelay)), () -> executed(arrival));
        }
        if (faults.happens(Fault.LATE_APPLY)) {
            world.schedule(DEADLINE.plus(random(maxExecutionDelay)), () -> executed(arrival));
            return answer;
        }
        world.schedule(LATENCY, () -> {
            T outcome = arrival.get();
            if (faults.happens(Fault.LOST_AFTER)) {
                breaks(answer, doubt);
            } else {
                Duration delay = LATENCY.plus(faults.delay(Fault.DELAY, LONGEST_DELAY));
                process.schedule(delay, () -> answer.complete(outcome));
            }
        });
        return answer;
    }

    /** Executes a request whose answer nobody waits for. */
    private static <T> void executed(Supplier<T> arrival) {
        T unused = arrival.get();
    }

    /** Breaks the connection now, or lets the deadline pass. */
    private <T> void breaks(CompletableFuture<T> answer, Function<Doubt, T> doubt) {
        if (random.nextBoolean()) {
            process.schedule(LATENCY, () -> answer.complete(doubt.apply(Doubt.NO_ANSWER)));
        }
    }

    private Duration random(Duration limit) {
        return Duration.ofNanos((long) (random.nextDouble() * limit.toNanos()));
    }

    @Override
    public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
        return read(() -> Optional.of(issuer.history(redeemable, query)));
    }

    @Override
    public CompletionStage<Optional<Redemption>> find(
            RedeemableId redeemable, RedemptionId redemption, Freshness freshness) {
        return read(() -> issuer.find(redemption));
    }

    private <T> CompletionStage<T> read(Supplier<T> read) {
        return process.call(() -> {
            CompletableFuture<T> answer = new CompletableFuture<>();
            boolean fails = faults.happens(Fault.READ_FAILS);
            world.schedule(LATENCY, () -> {
                T seen = read.get();
                Duration delay = LATENCY.plus(faults.delay(Fault.DELAY, DEADLINE));
                process.schedule(delay, () -> {
                    if (fails) {
                        answer.completeExceptionally(
                                new RedemptionException(FailureCode.NOT_REACHABLE, "no connection"));
                    } else {
                        answer.complete(seen);
                    }
                });
            });
            return answer;
        });
    }

    @Override
    public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
        return CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_SUPPORTED, "no baskets"));
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }
}
