package io.redemption.tck;

import static io.redemption.model.ViolationCode.ALREADY_REDEEMED;
import static io.redemption.model.ViolationCode.BALANCE_TOO_LOW;
import static io.redemption.model.ViolationCode.TOTAL_LIMIT_REACHED;
import static io.redemption.model.ViolationCode.USER_LIMIT_REACHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Capability;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many callers redeem at once: exactly as many win as the terms allow, and all others are refused. */
final class LimitRaces {
    static final List<Clause> ALL = List.of(
            clause(
                    1,
                    "of many callers exactly as many redeem a coupon as its total limit says",
                    LimitRaces::totalLimit),
            clause(2, "of many calls of a user exactly as many redeem as the per-user limit says", LimitRaces::perUser),
            clause(3, "both limits hold when users race for the last uses", LimitRaces::bothLimits),
            clause(4, "of many callers one redeems a single-use voucher", LimitRaces::voucher),
            clause(5, "partial spends of a card never exceed its value", LimitRaces::card),
            clause(6, "one attempt sent by many callers is one redemption", LimitRaces::sameAttempt)
                    .needing(Capability.IDEMPOTENT_ATTEMPTS, LimitRaces::replayUndefined),
            clause(7, "of many contents under one attempt id exactly one is redeemed", LimitRaces::sameAttemptId)
                    .needing(Capability.IDEMPOTENT_ATTEMPTS, LimitRaces::replayUndefined),
            clause(8, "baskets in opposite orders end, and redeem all or nothing", LimitRaces::baskets));

    private LimitRaces() {}

    private static Clause clause(int number, String sentence, Round round) {
        return Clause.of(Group.RACES, number, sentence, bench -> {
            for (int i = 0; i < bench.scale().rounds(); i++) {
                round.run(bench);
            }
        });
    }

    /** One round of a race, on redeemables of its own. */
    @FunctionalInterface
    private interface Round {
        void run(ClauseContext bench) throws InterruptedException;
    }

    /** All attempts at once, each by a caller of its own. */
    private static List<RedemptionOutcome> race(ClauseContext bench, List<RedemptionAttempt> attempts)
            throws InterruptedException {
        List<Callable<RedemptionOutcome>> callers = new ArrayList<>();
        attempts.forEach(attempt -> callers.add(() -> bench.redeem(attempt)));
        return new Race(
                        "redeem by " + attempts.size() + " callers",
                        bench.scale().timeout())
                .run(callers);
    }

    private static List<RedemptionAttempt> times(int callers, IntFunction<RedemptionAttempt> each) {
        return IntStream.range(0, callers).mapToObj(each).toList();
    }

    private static List<Redemption> winners(List<RedemptionOutcome> outcomes) {
        return outcomes.stream()
                .flatMap(each -> each instanceof Redeemed redeemed ? Stream.of(redeemed.redemption()) : Stream.empty())
                .toList();
    }

    /**
     * That so many won, that all others were refused for one of these reasons, and that the issuer lists the winners.
     */
    private static void assertWinners(
            ClauseContext bench,
            RedeemableId id,
            List<RedemptionOutcome> outcomes,
            int expected,
            ViolationCode... reasons)
            throws InterruptedException {
        List<Redemption> winners = winners(outcomes);
        assertThat(winners).as("winners").hasSize(expected);
        for (RedemptionOutcome each : outcomes) {
            if (!(each instanceof Redeemed)) {
                assertRefused(bench, each, Set.of(reasons));
            }
        }
        assertThat(bench.active(id)).as("active redemptions").containsExactlyInAnyOrderElementsOf(winners);
    }

    private static void assertRefused(ClauseContext bench, RedemptionOutcome outcome, Set<ViolationCode> reasons) {
        assertThat(outcome).as("redeem").isInstanceOf(Refused.class);
        Set<ViolationCode> told =
                ((Refused) outcome).violations().stream().map(Violation::code).collect(Collectors.toSet());
        if (bench.can(Capability.EXPLAINED_REFUSALS)) {
            assertThat(reasons).as("possible reasons").containsAll(told);
        }
    }

    private static void totalLimit(ClauseContext bench) throws InterruptedException {
        int limit = bench.scale().racers() / 4;
        RedeemableId id = bench.seed(bench.goods().coupon().totalLimit(limit).build());

        List<RedemptionOutcome> outcomes =
                race(bench, times(bench.scale().racers(), i -> bench.goods().use(id)));

        assertWinners(bench, id, outcomes, limit, TOTAL_LIMIT_REACHED);
    }

    private static void perUser(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().perUserLimit(1).build());
        List<String> users = List.of(bench.goods().user(), bench.goods().user());

        List<RedemptionOutcome> outcomes =
                race(bench, times(bench.scale().racers(), i -> bench.goods().use(id, users.get(i % 2))));

        assertWinners(bench, id, outcomes, 2, USER_LIMIT_REACHED);
        assertThat(winners(outcomes))
                .extracting(each -> each.redeemer().userId())
                .as("users who won")
                .containsExactlyInAnyOrderElementsOf(users);
    }

    private static void bothLimits(ClauseContext bench) throws InterruptedException {
        int users = bench.scale().racers() / 2;
        RedeemableId id =
                bench.seed(bench.goods().coupon().totalLimit(2).perUserLimit(1).build());
        List<String> names = Stream.generate(bench.goods()::user).limit(users).toList();

        List<RedemptionOutcome> outcomes =
                race(bench, times(bench.scale().racers(), i -> bench.goods().use(id, names.get(i % users))));

        assertWinners(bench, id, outcomes, 2, TOTAL_LIMIT_REACHED, USER_LIMIT_REACHED);
        assertThat(winners(outcomes))
                .extracting(each -> each.redeemer().userId())
                .as("users who won")
                .doesNotHaveDuplicates();
    }

    private static void voucher(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().voucher().build());

        List<RedemptionOutcome> outcomes =
                race(bench, times(bench.scale().racers(), i -> bench.goods().use(id)));

        assertWinners(bench, id, outcomes, 1, ALREADY_REDEEMED);
    }

    /** Readers run along: no history they see comes to more than the card's value. */
    private static void card(ClauseContext bench) throws InterruptedException {
        int racers = bench.scale().racers();
        int wins = racers / 2;
        RedeemableId id =
                bench.seed(bench.goods().card(Integer.toString(3 * wins + 1)).build());
        Amount issued = Amount.of(Integer.toString(3 * wins + 1));
        List<Callable<RedemptionOutcome>> callers = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
            RedemptionAttempt attempt = bench.goods().spend(id, "3");
            callers.add(() -> {
                RedemptionOutcome outcome = bench.redeem(attempt);
                assertThat(spent(bench.history(id, HistoryQuery.ALL_FROM_ISSUER).redemptions()))
                        .as("spent in one history")
                        .isLessThanOrEqualTo(issued);
                return outcome;
            });
        }

        List<RedemptionOutcome> outcomes =
                new Race("spend by " + racers + " callers", bench.scale().timeout()).run(callers);

        assertWinners(bench, id, outcomes, wins, BALANCE_TOO_LOW);
        assertBalance(bench, id, Amount.of("1"));
        bench.refused(bench.goods().spend(id, Amount.of("1").plus(bench.goods().smallest())), BALANCE_TOO_LOW);
        bench.redeemed(bench.goods().spend(id, "1"));
    }

    private static Amount spent(List<Redemption> redemptions) {
        return redemptions.stream()
                .map(each -> Objects.requireNonNullElse(each.value(), Amount.ZERO))
                .reduce(Amount.ZERO, Amount::plus);
    }

    static void assertBalance(ClauseContext bench, RedeemableId id, Amount expected) throws InterruptedException {
        if (bench.describes()) {
            Amount told = bench.answer("lookup", () -> bench.describing().lookup(id, Freshness.FROM_ISSUER))
                    .orElseThrow()
                    .usage()
                    .balance();
            assertThat(told == null ? expected : told)
                    .as("balance, if it is told")
                    .isEqualTo(expected);
        }
    }

    private static void replayUndefined(ClauseContext bench) {
        bench.lacks("what a repeated attempt does is then not defined, and callers do not repeat it");
    }

    private static void sameAttempt(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        RedemptionAttempt attempt = bench.goods().use(id);

        List<RedemptionOutcome> outcomes = race(bench, times(bench.scale().racers(), i -> attempt));

        assertThat(outcomes).as("outcomes").allMatch(each -> each instanceof Redeemed);
        assertThat(winners(outcomes).stream().distinct()).as("redemptions told").hasSize(1);
        assertThat(outcomes.stream().filter(each -> !((Redeemed) each).replayed()))
                .as("first answers")
                .hasSize(1);
        bench.activeAre(id, winners(outcomes).get(0));
    }

    private static void sameAttemptId(ClauseContext bench) throws InterruptedException {
        RedeemableId id = bench.seed(bench.goods().coupon().build());
        AttemptId name = bench.goods().use(id).id();

        List<RedemptionOutcome> outcomes = race(
                bench,
                times(
                        bench.scale().racers(),
                        i -> bench.goods()
                                .attempt(
                                        name,
                                        RedemptionRequest.builder(id)
                                                .user(bench.goods().user()))));

        assertWinners(bench, id, outcomes, 1, ViolationCode.ATTEMPT_REUSED);
    }

    private static void baskets(ClauseContext bench) throws InterruptedException {
        if (!BasketClauses.supported(bench)) {
            return;
        }
        Redeemable first = bench.goods().coupon().totalLimit(3).build();
        RedeemableId coupon = bench.seed(first);
        RedeemableId card = bench.seed(bench.goods().card("5").build());
        List<Callable<BasketOutcome>> callers = new ArrayList<>();
        for (int i = 0; i < bench.scale().racers(); i++) {
            RedemptionAttempt use = bench.goods().use(coupon);
            RedemptionAttempt spend = bench.goods().spend(card, "2");
            List<RedemptionAttempt> basket = i % 2 == 0 ? List.of(use, spend) : List.of(spend, use);
            callers.add(() -> BasketClauses.redeemAll(bench, basket));
        }

        List<BasketOutcome> outcomes = new Race(
                        "redeemAll by " + callers.size() + " callers",
                        bench.scale().timeout())
                .run(callers);

        assertThat(outcomes.stream().filter(AllRedeemed.class::isInstance))
                .as("baskets redeemed")
                .hasSize(2);
        assertThat(outcomes.stream().filter(NoneRedeemed.class::isInstance))
                .as("baskets refused")
                .hasSize(outcomes.size() - 2);
        assertThat(bench.active(coupon)).as("active redemptions of the coupon").hasSize(2);
        assertThat(bench.active(card)).as("active redemptions of the card").hasSize(2);
    }
}
