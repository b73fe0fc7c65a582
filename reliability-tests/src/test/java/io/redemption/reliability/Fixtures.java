package io.redemption.reliability;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.TransactionId;
import io.redemption.rules.StandardRules;
import io.redemption.rules.StateRule;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Speaking defaults, and reading what an issuer answered. */
public final class Fixtures {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final AtomicLong NUMBERS = new AtomicLong();

    private Fixtures() {}

    /** An issuer with the standard rules and one more, which is asked last. */
    public static InMemoryRedemptionPort anIssuer(StateRule last) {
        return InMemoryRedemptionPort.builder()
                .stateRules(StandardRules.forStates().with("last", last))
                .build();
    }

    public static Coupon.Builder aCoupon() {
        return Coupon.builder("cpn-" + NUMBERS.incrementAndGet(), Discount.percentage("10"));
    }

    public static GiftCard aCard(String issued) {
        return GiftCard.builder("gft-" + NUMBERS.incrementAndGet(), issued).build();
    }

    public static RedemptionAttempt by(String user, RedeemableId id) {
        return attempt(RedemptionRequest.builder(id).user(user).build());
    }

    public static RedemptionAttempt spending(Amount value, RedeemableId card) {
        return attempt(RedemptionRequest.builder(card).value(value).build());
    }

    private static RedemptionAttempt attempt(RedemptionRequest request) {
        long number = NUMBERS.incrementAndGet();
        return new RedemptionAttempt(
                AttemptId.of("attempt-" + number), request, TransactionId.of("transaction-" + number), NOON);
    }

    /** What a stage is complete with: the issuer in memory promises that its stages are, when it returns them. */
    public static <T> T answer(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            throw new AssertionError("stage: open (expected: complete when it is returned)");
        }
        return future.join();
    }

    public static String codes(Refused refused) {
        return refused.violations().stream()
                .map(violation -> violation.code().value())
                .collect(Collectors.joining(" "));
    }

    public static Redemption redeemed(RedemptionOutcome outcome) {
        if (outcome instanceof Redeemed redeemed) {
            return redeemed.redemption();
        }
        throw new AssertionError("outcome: " + outcome + " (expected: redeemed)");
    }

    public static RedemptionHistory history(InMemoryRedemptionPort issuer, RedeemableId id) {
        return answer(issuer.history(id, HistoryQuery.ALL_FROM_ISSUER)).orElseThrow();
    }

    public static RedeemableState state(InMemoryRedemptionPort issuer, RedeemableId id) {
        return answer(issuer.lookup(id, Freshness.FROM_ISSUER)).orElseThrow();
    }

    public static long uses(RedeemableState state) {
        return Objects.requireNonNull(state.usage().redemptions());
    }

    public static Amount balance(RedeemableState state) {
        return Objects.requireNonNull(state.usage().balance());
    }

    public static long value(Redemption redemption) {
        return Objects.requireNonNull(redemption.value()).tenThousandths();
    }
}
