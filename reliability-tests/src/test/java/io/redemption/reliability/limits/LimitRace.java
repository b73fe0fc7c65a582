package io.redemption.reliability.limits;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Completeness;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.reliability.Fixtures;
import io.redemption.reliability.RaceThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Redeemers who want more of one coupon than there is. */
final class LimitRace {
    private final InMemoryRedemptionPort issuer;
    private final Function<RedemptionAttempt, RedemptionOutcome> redeem;

    /** Races by way of {@code redeem}; what is on record is read from the issuer. */
    LimitRace(InMemoryRedemptionPort issuer, Function<RedemptionAttempt, RedemptionOutcome> redeem) {
        this.issuer = issuer;
        this.redeem = redeem;
    }

    /** What a race ended with: the redemptions of those who won, and what is on record. */
    record Result(List<Redemption> won, RedemptionHistory listed, long uses) {
        /** By how many the number of winners differs from what was to be had. */
        long missedBy(long expected) {
            return Math.abs(won.size() - expected);
        }

        /** Whether the list tells all winners and nobody else, and the count agrees. */
        boolean listsTheWinners() {
            return listed.completeness() == Completeness.PROVEN
                    && listed.redemptions().size() == won.size()
                    && Set.copyOf(listed.redemptions()).equals(Set.copyOf(won))
                    && uses == won.size();
        }

        long wonBy(String user) {
            return won.stream()
                    .filter(redemption -> user.equals(redemption.redeemer().userId()))
                    .count();
        }
    }

    Result run(RedeemableId coupon, List<String> users) {
        List<List<Redemption>> won =
                RaceThreads.race(RaceThreads.SIZE, thread -> () -> redeemFor(thread, coupon, users));
        return new Result(
                won.stream().flatMap(List::stream).collect(Collectors.toList()),
                Fixtures.history(issuer, coupon),
                Fixtures.uses(Fixtures.state(issuer, coupon)));
    }

    private List<Redemption> redeemFor(int thread, RedeemableId coupon, List<String> users) {
        List<Redemption> won = new ArrayList<>();
        for (int i = thread; i < users.size(); i += RaceThreads.SIZE) {
            if (redeem.apply(Fixtures.by(users.get(i), coupon)) instanceof Redeemed redeemed) {
                won.add(redeemed.redemption());
            }
        }
        return won;
    }
}
