package io.redemption.cache;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.Completeness;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionId;
import io.redemption.model.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Values with telling defaults, and waiting for stages. */
final class CacheFixtures {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.750Z");
    static final RedeemableId COUPON = RedeemableId.coupon("cpn-1");
    static final RedeemableId OTHER = RedeemableId.coupon("cpn-2");

    private CacheFixtures() {}

    /** Returns the n-th redemption of the coupon, made n seconds after noon under transaction {@code t-n}. */
    static Redemption redemption(int n) {
        return Redemption.builder(RedemptionId.of("rdm-" + n), COUPON, NOON.plusSeconds(n))
                .redeemer(new Redeemer("user-" + n, null, null))
                .value(Amount.of("1"))
                .transactionId(TransactionId.of("t-" + n))
                .build();
    }

    /** Returns a whole, proven history of these redemptions, newest first. */
    static RedemptionHistory whole(Integer... numbers) {
        return history(Completeness.PROVEN, (long) numbers.length, numbers);
    }

    static RedemptionHistory history(Completeness completeness, @Nullable Long count, Integer... numbers) {
        return new RedemptionHistory(
                List.of(numbers).stream().map(CacheFixtures::redemption).toList(), count, null, completeness, null);
    }

    static RedeemableState state() {
        Coupon coupon = Coupon.builder("cpn-1", Discount.percentage("10")).build();
        return new RedeemableState(coupon, Usage.UNKNOWN, NOON);
    }

    static RedemptionAttempt attempt(int n) {
        return new RedemptionAttempt(
                AttemptId.of("attempt-" + n),
                RedemptionRequest.builder(COUPON).user("user-" + n).value("1").build(),
                TransactionId.of("t-" + n),
                NOON);
    }

    /** Returns the answer of a stage that completes within ten seconds. */
    static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Returns why a stage failed. */
    static Throwable failure(CompletionStage<?> stage) {
        try {
            Object answer = answer(stage);
            throw new AssertionError("answered " + answer + " (expected: a failure)");
        } catch (CompletionException failed) {
            return Objects.requireNonNull(failed.getCause());
        }
    }
}
