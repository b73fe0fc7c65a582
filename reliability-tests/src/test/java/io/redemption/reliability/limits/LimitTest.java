package io.redemption.reliability.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.RedeemableId;
import io.redemption.reliability.Figures;
import io.redemption.reliability.Fixtures;
import io.redemption.reliability.Hesitation;
import io.redemption.reliability.LookThenRedeem;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A limit of N has exactly N winners, whatever the threads do. */
@Timeout(600)
class LimitTest {
    private static final String ROUNDS = "limit: rounds of 256 redeemers on 64 threads";
    private static final String USER_ROUNDS = "user limit: rounds of 128 redeemers on 64 threads";
    private static final int REDEEMERS = 256;
    private static final int USER_REDEEMERS = 128;
    private static final long SEED = 20261122;

    private final Figures figures = Figures.ofThisRun();
    private final Hesitation hesitation = new Hesitation(16);
    private final InMemoryRedemptionPort issuer = Fixtures.anIssuer(hesitation);
    private final LimitRace race = new LimitRace(issuer, attempt -> Fixtures.answer(issuer.redeem(attempt)));

    @Test
    void redeem_totalLimit_hasExactlyThatManyWinners() {
        int rounds = figures.target(ROUNDS);
        List<String> users =
                IntStream.range(0, REDEEMERS).mapToObj(i -> "user-" + i).toList();
        Random random = new Random(SEED);
        long missed = 0;

        for (int round = 0; round < rounds; round++) {
            int limit = 1 + random.nextInt(REDEEMERS);
            RedeemableId coupon = Fixtures.answer(
                    issuer.issue(Fixtures.aCoupon().totalLimit(limit).build()));

            LimitRace.Result result = race.run(coupon, users);

            missed += result.missedBy(limit);
            assertThat(result.listsTheWinners())
                    .as("the list tells the winners; seed %s, round %s", SEED, round)
                    .isTrue();
        }

        figures.prove(ROUNDS, rounds);
        figures.prove("limit: wins beyond or below the limit", missed);
        figures.prove(
                "limit: judgements lost to another redeemer", hesitation.judgements() - (long) rounds * REDEEMERS);
    }

    @Test
    void redeem_userLimitsWithinATotalLimit_keepsBoth() {
        int rounds = figures.target(USER_ROUNDS);
        Random random = new Random(SEED);
        long missed = 0;

        for (int round = 0; round < rounds; round++) {
            int userCount = 1 + random.nextInt(30);
            int perUser = 1 + random.nextInt(8);
            int total = 1 + random.nextInt(USER_REDEEMERS);
            List<String> users = random.ints(USER_REDEEMERS, 0, userCount)
                    .mapToObj(i -> "user-" + i)
                    .toList();
            RedeemableId coupon = Fixtures.answer(issuer.issue(
                    Fixtures.aCoupon().totalLimit(total).perUserLimit(perUser).build()));

            LimitRace.Result result = race.run(coupon, users);

            missed += result.missedBy(Math.min(total, wanted(users, perUser)));
            assertThat(users).as("seed %s, round %s", SEED, round).allMatch(user -> result.wonBy(user) <= perUser);
            assertThat(result.listsTheWinners())
                    .as("the list tells the winners; seed %s, round %s", SEED, round)
                    .isTrue();
        }

        figures.prove(USER_ROUNDS, rounds);
        figures.prove("user limit: wins beyond or below both limits", missed);
    }

    /** How often these users may redeem if there is enough for all. */
    private static long wanted(List<String> users, int perUser) {
        Map<String, Long> times =
                users.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return times.values().stream()
                .mapToLong(count -> Math.min(count, perUser))
                .sum();
    }

    @Test
    void race_issuerThatLooksAndThenRedeems_isCaught() {
        int limit = 10;
        LimitRace broken = new LimitRace(issuer, new LookThenRedeem(issuer, limit));
        List<String> users =
                IntStream.range(0, REDEEMERS).mapToObj(i -> "user-" + i).toList();
        boolean caught = false;

        for (int round = 0; round < figures.target(ROUNDS) && !caught; round++) {
            RedeemableId unlimited =
                    Fixtures.answer(issuer.issue(Fixtures.aCoupon().build()));
            caught = broken.run(unlimited, users).missedBy(limit) > 0;
        }

        figures.prove("limit: look-then-redeem caught", caught ? 1 : 0);
    }
}
