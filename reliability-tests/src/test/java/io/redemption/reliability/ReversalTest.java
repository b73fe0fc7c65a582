package io.redemption.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Amount;
import io.redemption.GiftCard;
import io.redemption.NothingToReverse;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.Reversal;
import io.redemption.ReversalOutcome;
import io.redemption.Reversed;
import io.redemption.inmemory.InMemoryRedemptionPort;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A redemption is given back once, however many take it back, and never returns. */
@Timeout(600)
class ReversalTest {
    private static final String RACES = "reversal: races of 8 callers";
    private static final int CALLERS = 8;
    private static final Amount SPENT = Amount.of("12.34");

    private final Figures figures = Figures.ofThisRun();
    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final AtomicInteger returned = new AtomicInteger();

    @Test
    void reverse_byEightAtOnce_givesBackOnceAndForEver() {
        int races = figures.target(RACES);
        int wrong = 0;

        for (int race = 0; race < races; race++) {
            GiftCard card = Given.aCard("50.00");
            Given.answer(issuer.issue(card));
            RedemptionAttempt attempt = Given.spending(SPENT, card.id());
            Redemption redemption = Given.redeemed(Given.answer(issuer.redeem(attempt)));

            List<List<ReversalOutcome>> outcomes =
                    Crew.race(CALLERS + 2, i -> i < CALLERS ? reverser(redemption) : bystander(i, attempt, redemption));

            wrong += isRight(outcomes, card) ? 0 : 1;
        }

        figures.prove(RACES, races);
        figures.prove("reversal: races not given back exactly once", wrong);
        figures.prove("reversal: reads of a redemption that was gone before", returned.get());
    }

    private Callable<List<ReversalOutcome>> reverser(Redemption redemption) {
        return () -> List.of(Given.answer(issuer.reverse(Reversal.of(redemption))));
    }

    /** One repeats the attempt, which must not bring the redemption back; one reads until it is gone, and once more. */
    private Callable<List<ReversalOutcome>> bystander(int number, RedemptionAttempt attempt, Redemption redemption) {
        return () -> {
            if (number == CALLERS) {
                assertThat(Given.redeemed(Given.answer(issuer.redeem(attempt)))).isEqualTo(redemption);
            } else {
                while (isListed(redemption)) {
                    Thread.onSpinWait();
                }
                if (isListed(redemption)
                        || Given.answer(issuer.find(redemption.redeemable(), redemption.id()))
                                .isPresent()) {
                    returned.incrementAndGet();
                }
            }
            return List.of();
        };
    }

    private boolean isListed(Redemption redemption) {
        return Given.history(issuer, redemption.redeemable()).redemptions().contains(redemption);
    }

    private boolean isRight(List<List<ReversalOutcome>> outcomes, GiftCard card) {
        List<ReversalOutcome> told = outcomes.stream().flatMap(List::stream).toList();
        return told.stream().filter(Reversed.class::isInstance).count() == 1
                && told.stream().filter(NothingToReverse.class::isInstance).count() == CALLERS - 1
                && Given.balance(Given.state(issuer, card.id())).equals(card.issuedValue())
                && Given.history(issuer, card.id()).redemptions().isEmpty()
                && issuer.ledger(card.id()).size() == 2;
    }
}
