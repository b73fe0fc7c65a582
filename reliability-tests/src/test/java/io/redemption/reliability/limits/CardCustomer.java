package io.redemption.reliability.limits;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Amount;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.reliability.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spends from random cards, takes random redemptions back and reads, and keeps count of it all. For one thread. */
final class CardCustomer {
    private static final int HIGHEST_SPEND_IN_CENTS = 1_500;

    private final InMemoryRedemptionPort issuer;
    private final List<SharedCard> cards;
    private final Random random;

    final List<Redemption> redeemed = new ArrayList<>();
    final List<Reversal> reversed = new ArrayList<>();
    int refused;
    int reads;
    int unexplained;

    CardCustomer(InMemoryRedemptionPort issuer, List<SharedCard> cards, long seed) {
        this.issuer = issuer;
        this.cards = cards;
        this.random = new Random(seed);
    }

    CardCustomer act(int operations) {
        for (int i = 0; i < operations; i++) {
            SharedCard card = cards.get(random.nextInt(cards.size()));
            int die = random.nextInt(100);
            if (die < 43) {
                spend(card);
            } else if (die < 67) {
                takeBack(card);
            } else if (die < 85) {
                readBalance(card);
            } else {
                readHistory(card);
            }
        }
        return this;
    }

    private void spend(SharedCard card) {
        Amount value = new Amount(100L * (1 + random.nextInt(HIGHEST_SPEND_IN_CENTS)));
        boolean done = Fixtures.answer(issuer.redeem(Fixtures.spending(value, card.id())))
                .fold(this::note, this::noteRefusal, unknown -> {
                    throw new AssertionError("outcome: unknown (expected: this issuer always knows)");
                });
        if (done) {
            card.spends().add(redeemed.get(redeemed.size() - 1));
        }
    }

    private boolean note(Redeemed outcome) {
        redeemed.add(outcome.redemption());
        return true;
    }

    private boolean noteRefusal(Refused outcome) {
        String codes = Fixtures.codes(outcome);
        if (!codes.equals("balance_too_low")) {
            throw new AssertionError("refused for " + codes + " (expected: the balance)");
        }
        refused++;
        return false;
    }

    /** Half of them are left for somebody else to take back as well. */
    private void takeBack(SharedCard card) {
        Redemption target =
                random.nextBoolean() ? card.spends().peek() : card.spends().poll();
        if (target != null) {
            Reversal reversal = Reversal.of(target);
            if (Fixtures.answer(issuer.reverse(reversal)) instanceof Reversed) {
                reversed.add(reversal);
            }
        }
    }

    private void readBalance(SharedCard card) {
        int before = issuer.ledger(card.id()).size();
        RedeemableState state = Fixtures.state(issuer, card.id());
        long spent = card.issued() - Fixtures.balance(state).tenThousandths();
        judge(card, before, Fixtures.uses(state), spent);
    }

    private void readHistory(SharedCard card) {
        int before = issuer.ledger(card.id()).size();
        RedemptionHistory history = Fixtures.history(issuer, card.id());
        long spent = history.redemptions().stream().mapToLong(Fixtures::value).sum();
        judge(card, before, history.redemptions().size(), spent);
    }

    private void judge(SharedCard card, int before, long active, long spent) {
        boolean inRange = spent >= 0 && spent <= card.issued();
        reads++;
        if (!inRange || !new CardAudit(card.issued(), issuer.ledger(card.id())).explains(before, active, spent)) {
            unexplained++;
        }
    }
}
