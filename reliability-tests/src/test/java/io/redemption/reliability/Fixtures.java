package io.redemption.reliability;

import io.redemption.Amount;
import io.redemption.AttemptId;
import io.redemption.Coupon;
import io.redemption.Discount;
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
import io.redemption.Refused;
import io.redemption.TransactionId;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.rules.StandardRules;
import io.redemption.rules.StateRule;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Speaking defaults, and reading what an issuer answered. */
final class Fixtures {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final AtomicLong NUMBERS = new AtomicLong();

    private Fixtures() {}

    /** An issuer with the standard rules and one more, which is asked last. */
    static InMemoryRedemptionPort anIssuer(StateRule last) {
        return InMemoryRedemptionPort.builder()
                .stateRules(StandardRules.forStates().with("last", last))
                .build();
    }

    static Coupon.Builder aCoupon() {
        return Coupon.builder("cpn-" + NUMBERS.incrementAndGet(), Discount.percentage("10"));
    }

    static GiftCard aCard(String issued) {
        return GiftCard.builder("gft-" + NUMBERS.incrementAndGet(), issued).build();
    }

    static RedemptionAttempt by(String user, RedeemableId id) {
        return attempt(RedemptionRequest.builder(id).user(user).build());
    }

    static RedemptionAttempt spending(Amount value, RedeemableId card) {
        return attempt(RedemptionRequest.builder(card).value(value).build());
    }

    private static RedemptionAttempt attempt(RedemptionRequest request) {
        long number = NUMBERS.incrementAndGet();
        return new RedemptionAttempt(
                AttemptId.of("attempt-" + number), request, TransactionId.of("transaction-" + number), NOON);
    }

    /** What a stage is complete with: the issuer in memory promises that its stages are, when it returns them. */
    static <T> T answer(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            throw new AssertionError("stage: open (expected: complete when it is returned)");
        }
        return future.join();
    }

    static String codes(Refused refused) {
        return refused.violations().stream()
                .map(violation -> violation.code().value())
                .collect(Collectors.joining(" "));
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
