package io.redemption.reliability.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Amount;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.reliability.Fixtures;
import io.redemption.reliability.RaceThreads;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Callers who all take one redemption back, beside one who repeats its attempt and one who reads. */
final class ReversalRace {
    private static final int CALLERS = 8;
    private static final Amount SPENT = Amount.of("12.34");

    private final InMemoryRedemptionPort issuer;
    private final Function<Reversal, ReversalOutcome> reverse;
    private final AtomicInteger returned = new AtomicInteger();

    /** Races by way of {@code reverse}; what is on record is read from the issuer. */
    private static final Refused REVERSED = Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED));

    ReversalRace(InMemoryRedemptionPort issuer, Function<Reversal, ReversalOutcome> reverse) {
        this.issuer = issuer;
        this.reverse = reverse;
    }

    /** Races for a card of its own; whether its redemption was given back exactly once. */
    boolean givesBackOnce() {
        GiftCard card = Fixtures.aCard("50.00");
        Fixtures.answer(issuer.issue(card));
        RedemptionAttempt attempt = Fixtures.spending(SPENT, card.id());
        Redemption redemption = Fixtures.redeemed(Fixtures.answer(issuer.redeem(attempt)));
        List<List<ReversalOutcome>> outcomes = RaceThreads.race(
                CALLERS + 2, i -> i < CALLERS ? reverser(redemption) : bystander(i, attempt, redemption));
        return isRight(outcomes, card);
    }

    /** How often a reader saw a redemption that was gone before. */
    int returned() {
        return returned.get();
    }

    private Callable<List<ReversalOutcome>> reverser(Redemption redemption) {
        return () -> List.of(reverse.apply(Reversal.of(redemption)));
    }

    /** One repeats the attempt, which must not bring the redemption back; one reads until it is gone, and once more. */
    private Callable<List<ReversalOutcome>> bystander(int number, RedemptionAttempt attempt, Redemption redemption) {
        return () -> {
            if (number == CALLERS) {
                assertThat(Fixtures.answer(issuer.redeem(attempt)))
                        .isIn(new Redeemed(redemption, true), REVERSED); // before it was taken back, or after
            } else {
                while (isListed(redemption)) {
                    Thread.onSpinWait();
                }
                if (isListed(redemption)
                        || Fixtures.answer(issuer.find(redemption.redeemable(), redemption.id(), Freshness.FROM_ISSUER))
                                .isPresent()) {
                    returned.incrementAndGet();
                }
            }
            return List.of();
        };
    }

    private boolean isListed(Redemption redemption) {
        return Fixtures.history(issuer, redemption.redeemable()).redemptions().contains(redemption);
    }

    private boolean isRight(List<List<ReversalOutcome>> outcomes, GiftCard card) {
        List<ReversalOutcome> told = outcomes.stream().flatMap(List::stream).toList();
        return told.stream().filter(Reversed.class::isInstance).count() == 1
                && told.stream().filter(NothingToReverse.class::isInstance).count() == CALLERS - 1
                && Fixtures.balance(Fixtures.state(issuer, card.id())).equals(card.issuedValue())
                && Fixtures.history(issuer, card.id()).redemptions().isEmpty()
                && issuer.ledger(card.id()).size() == 2;
    }
}
