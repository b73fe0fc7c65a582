package io.redemption.reliability.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Coupon;
import io.redemption.model.GiftCard;
import io.redemption.model.RedeemableId;
import io.redemption.reliability.Figures;
import io.redemption.reliability.Fixtures;
import io.redemption.reliability.Hesitation;
import io.redemption.reliability.LookThenRedeem;
import io.redemption.tck.history.AccountHistory;
import io.redemption.tck.history.LinearizabilityChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real threads saw of one redeemable could have happened one call after another. */
@Timeout(900)
class HistoryTest {
    private static final int CALLS = 5;
    private static final int LIMIT = 3;
    private static final long SEED = 20261122;

    private final Figures figures = Figures.ofThisRun();
    private final InMemoryRedemptionPort issuer = Fixtures.anIssuer(new Hesitation(3));

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void calls_ofManyThreads_couldHaveHappenedOneAfterAnother(int threads) {
        String name = "histories of " + threads + " threads x " + CALLS;
        int rounds = figures.target(name + ": checked");
        List<String> wrong = new ArrayList<>();
        int overlapping = 0;

        for (int round = 0; round < rounds; round++) {
            AccountHistory history = round % 2 == 0 ? onACoupon(threads, round) : onACard(threads, round);
            if (!LinearizabilityChecker.isLinearizable(history)) {
                wrong.add("round " + round + ": " + history);
            }
            overlapping += overlaps(history) ? 1 : 0;
        }

        assertThat(wrong)
                .as("histories that are not linearizable; seed %s", SEED)
                .isEmpty();
        figures.prove(name + ": checked", rounds);
        figures.prove(name + ": with calls that overlap", overlapping);
        figures.prove(name + ": not linearizable", wrong.size());
    }

    private AccountHistory onACoupon(int threads, int round) {
        Coupon coupon = Fixtures.aCoupon().totalLimit(LIMIT).build();
        Fixtures.answer(issuer.issue(coupon));
        return new HistoryRun(issuer, attempt -> Fixtures.answer(issuer.redeem(attempt)), coupon.id(), LIMIT)
                .record(threads, CALLS, SEED + round);
    }

    private AccountHistory onACard(int threads, int round) {
        GiftCard card = Fixtures.aCard("10.00");
        Fixtures.answer(issuer.issue(card));
        return new HistoryRun(
                        issuer,
                        attempt -> Fixtures.answer(issuer.redeem(attempt)),
                        card.id(),
                        Objects.requireNonNull(card.issuedValue()).tenThousandths())
                .record(threads, CALLS, SEED + round);
    }

    /** Whether some call began while another was open: then its ticks do not follow one another. */
    private static boolean overlaps(AccountHistory history) {
        return history.calls().stream().anyMatch(call -> call.returned() != call.invoked() + 1);
    }

    @Test
    void calls_ofAnIssuerThatLooksAndThenRedeems_areFoundOut() {
        int rounds = 2_000;
        LookThenRedeem broken = new LookThenRedeem(issuer, LIMIT);
        boolean caught = false;

        for (int round = 0; round < rounds && !caught; round++) {
            RedeemableId unlimited =
                    Fixtures.answer(issuer.issue(Fixtures.aCoupon().build()));
            AccountHistory history = new HistoryRun(issuer, broken, unlimited, LIMIT).record(8, CALLS, SEED + round);
            caught = !LinearizabilityChecker.isLinearizable(history);
        }

        figures.prove("histories of look-then-redeem: caught", caught ? 1 : 0);
    }
}
