package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketRecord;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.BasketJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** A basket of three at an issuer that redeems step by step, and what the issuer has of it. */
abstract class BasketSagaFixture {
    final Shop shop = new Shop(
            new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS, Capability.PROVEN_HISTORY, Capability.ISSUER_TIME));
    final BasketJournal baskets = BasketJournal.inMemory(shop.time);
    final Redemptions redemptions = redemptions(baskets);
    final List<Redemption> active = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final Map<String, Function<RedemptionAttempt, RedemptionOutcome>> instead = new HashMap<>();
    final RedemptionAttempt card = attempt("card", RedeemableId.giftCard("g"));
    final RedemptionAttempt coupon = attempt("coupon", RedeemableId.coupon("c"));
    final RedemptionAttempt voucher = attempt("voucher", RedeemableId.voucher("v"));
    final List<RedemptionAttempt> basket = List.of(card, coupon, voucher);

    Redemptions redemptions(BasketJournal journal) {
        return shop.builder().basketJournal(journal).build();
    }

    RedemptionAttempt attempt(String id, RedeemableId on) {
        return redemptions.prepare(
                RedemptionRequest.builder(on).user("user-1").value("5.00").build(), AttemptId.of(id));
    }

    @BeforeEach
    void openTheIssuer() {
        shop.port.onRedeem = attempt -> {
            calls.add("redeem " + attempt.id());
            Function<RedemptionAttempt, RedemptionOutcome> other = instead.get("redeem " + attempt.id());
            return other == null ? redeemed(attempt) : CompletableFuture.completedStage(other.apply(attempt));
        };
        shop.port.onReverse = this::reverse;
        shop.port.onHistory = query -> CompletableFuture.completedStage(Optional.of(new RedemptionHistory(
                active.stream().filter(query::matches).toList(), null, null, Completeness.PROVEN, shop.time.now())));
    }

    CompletionStage<RedemptionOutcome> redeemed(RedemptionAttempt attempt) {
        Redemption redemption = Samples.redemption(attempt);
        active.add(redemption);
        return CompletableFuture.completedStage(Redeemed.of(redemption));
    }

    CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
        calls.add("reverse " + reversal.redemption());
        if (instead.containsKey("reverse " + reversal.redemption())) {
            return CompletableFuture.completedStage(refusal(ViolationCode.REFUSED_BY_ISSUER));
        }
        boolean gone = active.removeIf(each -> each.id().equals(reversal.redemption()));
        return CompletableFuture.completedStage(gone ? new Reversed(reversal) : new NothingToReverse(reversal));
    }

    static Refused refusal(ViolationCode code) {
        return Refused.of(Violation.of(code));
    }

    void refuses(RedemptionAttempt attempt) {
        instead.put("redeem " + attempt.id(), any -> refusal(ViolationCode.BALANCE_TOO_LOW));
    }

    void doesNotAnswer(RedemptionAttempt attempt, boolean executes) {
        instead.put("redeem " + attempt.id(), sent -> {
            if (executes) {
                active.add(Samples.redemption(sent));
            }
            return new Unknown(
                    Ticket.of(sent, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, shop.time.now(), shop.time.now()));
        });
    }

    BasketOutcome redeemAll() {
        return Shop.now(redemptions.redeemAll(basket));
    }

    void minutesPass(int minutes) {
        for (int i = 0; i < minutes * 60; i++) {
            shop.time.advance(Duration.ofSeconds(1));
        }
    }

    List<BasketRecord> records() {
        return Shop.now(baskets.find(BasketSagas.nameOf(basket))).records();
    }

    void assertFails(CompletionStage<BasketOutcome> stage, FailureCode code) {
        assertThatThrownBy(() -> Shop.now(stage))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failed -> assertThat(failed.code()).isEqualTo(code));
    }
}
