package io.redemption.reliability;

import io.redemption.Amount;
import io.redemption.AttemptId;
import io.redemption.Coupon;
import io.redemption.Freshness;
import io.redemption.GiftCard;
import io.redemption.HistoryQuery;
import io.redemption.RedeemableId;
import io.redemption.RedeemableState;
import io.redemption.Redeemed;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionHistory;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionRequest;
import io.redemption.TransactionId;
import io.redemption.Value;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.rules.StandardRules;
import io.redemption.rules.StateRule;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Speaking defaults, and reading what an issuer answered. */
final class Given {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final AtomicLong NUMBERS = new AtomicLong();

    private Given() {}

    /** An issuer with the standard rules and one more, which is asked last. */
    static InMemoryRedemptionPort anIssuer(StateRule last) {
        return InMemoryRedemptionPort.builder()
                .stateRules(StandardRules.forStates().with("last", last))
                .build();
    }

    static Coupon.Builder aCoupon() {
        return Coupon.builder("cpn-" + NUMBERS.incrementAndGet(), Value.percentage("10"));
    }

    static GiftCard aCard(String issued) {
        return GiftCard.builder("gft-" + NUMBERS.incrementAndGet(), issued).build();
    }

    static RedemptionAttempt by(String user, RedeemableId id) {
        return attempt(RedemptionRequest.of(id).user(user).build());
    }

    static RedemptionAttempt spending(Amount value, RedeemableId card) {
        return attempt(RedemptionRequest.of(card).value(value).build());
    }

    private static RedemptionAttempt attempt(RedemptionRequest request) {
        long number = NUMBERS.incrementAndGet();
        return new RedemptionAttempt(
                AttemptId.of("attempt-" + number), request, TransactionId.of("transaction-" + number), NOON);
    }

    /** What a stage completes with, within ten seconds. */
    static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("waited for a stage: " + e, e);
        }
    }

    static Redemption redeemed(RedemptionOutcome outcome) {
        if (outcome instanceof Redeemed redeemed) {
            return redeemed.redemption();
        }
        throw new AssertionError("outcome: " + outcome + " (expected: redeemed)");
    }

    static RedemptionHistory history(InMemoryRedemptionPort issuer, RedeemableId id) {
        return answer(issuer.history(id, HistoryQuery.ALL_FROM_ISSUER)).orElseThrow();
    }

    static RedeemableState state(InMemoryRedemptionPort issuer, RedeemableId id) {
        return answer(issuer.lookup(id, Freshness.FROM_ISSUER)).orElseThrow();
    }

    static long uses(RedeemableState state) {
        return Objects.requireNonNull(state.usage().redemptions());
    }

    static Amount balance(RedeemableState state) {
        return Objects.requireNonNull(state.usage().balance());
    }

    static long value(Redemption redemption) {
        return Objects.requireNonNull(redemption.value()).tenThousandths();
    }
}
