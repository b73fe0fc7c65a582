package io.redemption.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.redemption.Redemptions;
import io.redemption.cache.CacheOptions;
import io.redemption.cache.CachingRedemptionPort;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A hit of a cache: Caffeine alone with entries that expire, our port, and the same through {@link Redemptions}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheBenchmark {
    private final Cache<RedeemableId, String> caffeine =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).build();
    private final CachingRedemptionPort port;
    private final Redemptions redemptions;

    /** Creates a cache whose entries live for longer than a run. */
    public CacheBenchmark() {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        issuer.restore(Coupon.builder(Sample.COUPON.value(), Discount.fixed(Sample.VALUE))
                        .build())
                .toCompletableFuture()
                .join();
        port = CachingRedemptionPort.over(
                issuer, CacheOptions.builder().timeToLive(Duration.ofHours(1)).build());
        redemptions = Redemptions.builder(port).redeemables(port).build();
    }

    /** Loads the entries. */
    @Setup
    public void load() {
        caffeine.put(Sample.COUPON, Sample.VALUE);
        if (port().toCompletableFuture().join() == null) {
            throw new IllegalStateException("nothing loaded");
        }
    }

    /** Caffeine alone. */
    @Benchmark
    public @Nullable String caffeine() {
        return caffeine.getIfPresent(Sample.COUPON);
    }

    /** The caching port. */
    @Benchmark
    public CompletionStage<?> port() {
        return port.lookup(Sample.COUPON, Freshness.CACHED_OK);
    }

    /** The caching port through the facade. */
    @Benchmark
    public CompletionStage<?> redemptions() {
        return redemptions.lookup(Sample.COUPON, Freshness.CACHED_OK);
    }
}
