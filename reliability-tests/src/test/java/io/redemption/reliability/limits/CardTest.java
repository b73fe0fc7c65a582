package io.redemption.reliability.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.inmemory.LedgerEntry;
import io.redemption.model.GiftCard;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import io.redemption.model.Reversal;
import io.redemption.reliability.Figures;
import io.redemption.reliability.Fixtures;
import io.redemption.reliability.Hesitation;
import io.redemption.reliability.RaceThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No card ever falls below zero, and what was issued is the balance and the active redemptions, at every moment. */
@Timeout(600)
class CardTest {
    private static final String OPERATIONS = "cards: operations on 50 cards";
    private static final int CARDS = 50;
    private static final long SEED = 20261122;

    private final Figures figures = Figures.ofThisRun();
    private final InMemoryRedemptionPort issuer = Fixtures.anIssuer(new Hesitation(8));

    @Test
    void cards_spentFromAndGivenBackByMany_keepTheMoney() {
        List<SharedCard> cards = new ArrayList<>();
        for (int i = 0; i < CARDS; i++) {
            GiftCard card = Fixtures.aCard("50.00");
            Fixtures.answer(issuer.issue(card));
            cards.add(SharedCard.of(card));
        }
        int operations = (figures.target(OPERATIONS) + RaceThreads.SIZE - 1) / RaceThreads.SIZE;

        List<CardCustomer> customers = RaceThreads.race(
                RaceThreads.SIZE, i -> () -> new CardCustomer(issuer, cards, SEED + i).act(operations));

        assertThat(recorded(cards, LedgerEntry.Type.REDEMPTION))
                .as("debits on record; seed %s", SEED)
                .containsExactlyInAnyOrderElementsOf(customers.stream()
                        .flatMap(customer -> customer.redeemed.stream())
                        .map(Redemption::id)
                        .toList());
        assertThat(recorded(cards, LedgerEntry.Type.REVERSAL))
                .as("credits on record; seed %s", SEED)
                .containsExactlyInAnyOrderElementsOf(customers.stream()
                        .flatMap(customer -> customer.reversed.stream())
                        .map(Reversal::redemption)
                        .toList());
        figures.prove(OPERATIONS, (long) operations * customers.size());
        figures.prove("cards: reads checked", sum(customers.stream().map(customer -> customer.reads)));
        figures.prove(
                "cards: redemptions taken back", sum(customers.stream().map(customer -> customer.reversed.size())));
        figures.prove(
                "cards: redemptions refused for the balance",
                sum(customers.stream().map(customer -> customer.refused)));
        figures.prove(
                "cards: reads that no moment explains", sum(customers.stream().map(customer -> customer.unexplained)));
        figures.prove("cards: lowest balance in ten-thousandths", lowestBalance(cards));
        figures.prove("cards: ten-thousandths made or lost", madeOrLost(cards));
    }

    private static long sum(Stream<Integer> numbers) {
        return numbers.mapToLong(Integer::longValue).sum();
    }

    private List<RedemptionId> recorded(List<SharedCard> cards, LedgerEntry.Type type) {
        return cards.stream()
                .flatMap(card -> issuer.ledger(card.id()).stream())
                .filter(entry -> entry.type() == type)
                .map(entry -> entry.redemption().id())
                .toList();
    }

    private long lowestBalance(List<SharedCard> cards) {
        return cards.stream()
                .mapToLong(card -> new CardAudit(card.issued(), issuer.ledger(card.id())).lowestBalance())
                .min()
                .orElseThrow();
    }

    private long madeOrLost(List<SharedCard> cards) {
        return cards.stream()
                .mapToLong(card -> {
                    long active = Fixtures.history(issuer, card.id()).redemptions().stream()
                            .mapToLong(Fixtures::value)
                            .sum();
                    long balance =
                            Fixtures.balance(Fixtures.state(issuer, card.id())).tenThousandths();
                    return Math.abs(card.issued() - balance - active);
                })
                .sum();
    }
}
