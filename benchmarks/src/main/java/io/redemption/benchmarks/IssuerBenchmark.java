package io.redemption.benchmarks;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.AttemptId;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionId;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One redemption by the issuer in memory. It keeps each, so every iteration begins with an empty issuer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IssuerBenchmark {
    private final RedemptionRequest request = Sample.request();
    private final TransactionId transaction = TransactionId.of(Sample.TRANSACTION);
    private final Instant now = Instant.now();
    private InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private long next;

    /** Begins with an empty issuer. */
    @Setup(Level.Iteration)
    public void begin() {
        issuer = InMemoryRedemptionPort.create();
        issuer.restore(Coupon.builder(Sample.COUPON.value(), Discount.fixed(Sample.VALUE))
                        .build())
                .toCompletableFuture()
                .join();
    }

    /** Redeems. */
    @Benchmark
    public CompletionStage<?> redeem() {
        return issuer.redeem(new RedemptionAttempt(AttemptId.of("attempt-" + next++), request, transaction, now));
    }
}
