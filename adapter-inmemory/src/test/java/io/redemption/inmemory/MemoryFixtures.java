package io.redemption.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Violation;
import io.redemption.model.Voucher;
import io.redemption.port.IdSource;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Values with telling defaults, and waiting for stages. */
final class MemoryFixtures {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.750Z");

    private static final AtomicLong NUMBERS = new AtomicLong();

    private MemoryFixtures() {}

    static StandingTime noon() {
        return StandingTime.at(NOON);
    }

    static InMemoryRedemptionPort anIssuer() {
        return InMemoryRedemptionPort.builder()
                .time(noon())
                .ids(IdSource.seeded(1))
                .build();
    }

    static Coupon.Builder aCoupon() {
        return Coupon.builder("cpn-" + NUMBERS.incrementAndGet(), Discount.percentage("10"));
    }

    static Voucher.Builder aVoucher() {
        return Voucher.builder("vch-" + NUMBERS.incrementAndGet(), Discount.percentage("10"));
    }

    static GiftCard.Builder aCard(String issued) {
        return GiftCard.builder("gft-" + NUMBERS.incrementAndGet(), issued);
    }

    static RedemptionAttempt by(String user, RedeemableId id) {
        return attempt(RedemptionRequest.builder(id).user(user).build());
    }

    static RedemptionAttempt spending(String value, RedeemableId card) {
        return attempt(RedemptionRequest.builder(card).value(value).build());
    }

    static RedemptionAttempt attempt(RedemptionRequest request) {
        long number = NUMBERS.incrementAndGet();
        TransactionId transaction = request.transaction() instanceof TransactionChoice.Unique unique
                ? unique.id()
                : TransactionId.of("transaction-" + number);
        return new RedemptionAttempt(AttemptId.of("attempt-" + number), request, transaction, NOON);
    }

    static RedemptionAttempt withId(AttemptId id, RedemptionAttempt attempt) {
        return new RedemptionAttempt(id, attempt.request(), attempt.transactionId(), attempt.preparedAt());
    }

    /** Returns what a stage completes with, within ten seconds. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("waited for a stage", e);
        }
    }

    /** Returns what a stage fails with, within ten seconds. */
    static RedemptionException failure(CompletionStage<?> stage) {
        try {
            Object answer = stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
            throw new AssertionError("expected a failure, but the answer was " + answer);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedemptionException failure) {
                return failure;
            }
            throw new AssertionError("expected a redemption exception", e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("waited for a stage", e);
        }
    }

    static RedeemableId issued(InMemoryRedemptionPort issuer, Redeemable terms) {
        return await(issuer.restore(terms));
    }

    static Redemption redeemed(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Redeemed.class);
        return ((Redeemed) outcome).redemption();
    }

    static List<String> codes(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return codes(((Refused) outcome).violations());
    }

    /** Returns why the item at a position made its basket fail. */
    static List<String> codes(BasketOutcome outcome, int position) {
        assertThat(outcome).isInstanceOf(NoneRedeemed.class);
        Refused refused = ((NoneRedeemed) outcome).refusals().get(position);
        return refused == null ? List.of() : codes(refused.violations());
    }

    static List<String> codes(List<Violation> violations) {
        return violations.stream().map(violation -> violation.code().value()).toList();
    }
}
