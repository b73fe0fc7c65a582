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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clauses about concurrent redeems: exactly as many succeed as the terms allow, and all others are refused. */
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
        return Clause.of(Group.RACES, number, sentence, context -> {
            for (int i = 0; i < context.scale().rounds(); i++) {
                round.run(context);
            }
        });
    }

    /** One round of a race, on its own redeemables. */
    @FunctionalInterface
    private interface Round {
        void run(ClauseContext context) throws InterruptedException;
    }

    /** Makes all attempts at once, each by its own caller. */
    private static List<RedemptionOutcome> race(ClauseContext context, List<RedemptionAttempt> attempts)
            throws InterruptedException {
        List<Callable<RedemptionOutcome>> callers = new ArrayList<>();
        attempts.forEach(attempt -> callers.add(() -> context.redeem(attempt)));
        return new Race(
                        "redeem by " + attempts.size() + " callers",
                        context.scale().timeout())
                .run(callers);
    }

    private static List<RedemptionAttempt> times(int callers, IntFunction<RedemptionAttempt> each) {
        return IntStream.range(0, callers).mapToObj(each).toList();
    }

    private static List<Redemption> winners(List<RedemptionOutcome> outcomes) {
        return outcomes.stream()
                .map(Outcomes::redemption)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Asserts how many succeeded, that all others were refused for one of these reasons, and that the issuer lists
     * those that succeeded.
     */
    private static void assertWinners(
            ClauseContext context,
            RedeemableId id,
            List<RedemptionOutcome> outcomes,
            int expected,
            ViolationCode... reasons)
            throws InterruptedException {
        List<Redemption> winners = winners(outcomes);
        assertThat(winners).as("winners").hasSize(expected);
        for (RedemptionOutcome each : outcomes) {
            if (!Outcomes.isRedeemed(each)) {
                assertRefused(context, each, Set.of(reasons));
            }
        }
        assertThat(context.active(id)).as("active redemptions").containsExactlyInAnyOrderElementsOf(winners);
    }

    private static void assertRefused(ClauseContext context, RedemptionOutcome outcome, Set<ViolationCode> reasons) {
        assertThat(outcome).as("redeem").isInstanceOf(Refused.class);
        Set<ViolationCode> reported =
                ((Refused) outcome).violations().stream().map(Violation::code).collect(Collectors.toSet());
        if (context.can(Capability.EXPLAINED_REFUSALS)) {
            assertThat(reasons).as("possible reasons").containsAll(reported);
        }
    }

    private static void totalLimit(ClauseContext context) throws InterruptedException {
        int limit = context.scale().racers() / 4;
        RedeemableId id = context.seed(context.data().coupon().totalLimit(limit).build());

        List<RedemptionOutcome> outcomes = race(
                context, times(context.scale().racers(), i -> context.data().use(id)));

        assertWinners(context, id, outcomes, limit, TOTAL_LIMIT_REACHED);
    }

    private static void perUser(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().perUserLimit(1).build());
        List<String> users = List.of(context.data().user(), context.data().user());

        List<RedemptionOutcome> outcomes = race(
                context, times(context.scale().racers(), i -> context.data().use(id, users.get(i % 2))));

        assertWinners(context, id, outcomes, 2, USER_LIMIT_REACHED);
        assertThat(winners(outcomes))
                .extracting(each -> each.redeemer().userId())
                .as("users who won")
                .containsExactlyInAnyOrderElementsOf(users);
    }

    private static void bothLimits(ClauseContext context) throws InterruptedException {
        int users = context.scale().racers() / 2;
        RedeemableId id = context.seed(
                context.data().coupon().totalLimit(2).perUserLimit(1).build());
        List<String> names = Stream.generate(context.data()::user).limit(users).toList();

        List<RedemptionOutcome> outcomes = race(
                context, times(context.scale().racers(), i -> context.data().use(id, names.get(i % users))));

        assertWinners(context, id, outcomes, 2, TOTAL_LIMIT_REACHED, USER_LIMIT_REACHED);
        assertThat(winners(outcomes))
                .extracting(each -> each.redeemer().userId())
                .as("users who won")
                .doesNotHaveDuplicates();
    }

    private static void voucher(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().voucher().build());

        List<RedemptionOutcome> outcomes = race(
                context, times(context.scale().racers(), i -> context.data().use(id)));

        assertWinners(context, id, outcomes, 1, ALREADY_REDEEMED);
    }

    /** Readers run concurrently: no history that they see exceeds the card's value. */
    private static void card(ClauseContext context) throws InterruptedException {
        int racers = context.scale().racers();
        int wins = racers / 2;
        RedeemableId id =
                context.seed(context.data().card(Integer.toString(3 * wins + 1)).build());
        Amount issued = Amount.of(Integer.toString(3 * wins + 1));
        List<Callable<RedemptionOutcome>> callers = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
            RedemptionAttempt attempt = context.data().spend(id, "3");
            callers.add(() -> {
                RedemptionOutcome outcome = context.redeem(attempt);
                assertThat(spent(context.history(id, HistoryQuery.ALL_FROM_ISSUER)
                                .redemptions()))
                        .as("spent in one history")
                        .isLessThanOrEqualTo(issued);
                return outcome;
            });
        }

        List<RedemptionOutcome> outcomes =
                new Race("spend by " + racers + " callers", context.scale().timeout()).run(callers);

        assertWinners(context, id, outcomes, wins, BALANCE_TOO_LOW);
        assertBalance(context, id, Amount.of("1"));
        context.refused(
                context.data().spend(id, Amount.of("1").plus(context.data().smallest())), BALANCE_TOO_LOW);
        context.redeemed(context.data().spend(id, "1"));
    }

    private static Amount spent(List<Redemption> redemptions) {
        return redemptions.stream()
                .map(each -> Objects.requireNonNullElse(each.value(), Amount.ZERO))
                .reduce(Amount.ZERO, Amount::plus);
    }

    static void assertBalance(ClauseContext context, RedeemableId id, Amount expected) throws InterruptedException {
        if (context.describes()) {
            Amount reported = context.answer(
                            "lookup", () -> context.describing().lookup(id, Freshness.FROM_ISSUER))
                    .orElseThrow()
                    .usage()
                    .balance();
            assertThat(reported == null ? expected : reported)
                    .as("balance, if it is reported")
                    .isEqualTo(expected);
        }
    }

    private static void replayUndefined(ClauseContext context) {
        context.lacks("what a repeated attempt does is then not defined, and callers do not repeat it");
    }

    private static void sameAttempt(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        RedemptionAttempt attempt = context.data().use(id);

        List<RedemptionOutcome> outcomes = race(context, times(context.scale().racers(), i -> attempt));

        assertThat(outcomes).as("outcomes").allMatch(Outcomes::isRedeemed);
        assertThat(winners(outcomes).stream().distinct())
                .as("reported redemptions")
                .hasSize(1);
        assertThat(outcomes.stream().filter(each -> !((Redeemed) each).replayed()))
                .as("first answers")
                .hasSize(1);
        context.activeAre(id, winners(outcomes).get(0));
    }

    private static void sameAttemptId(ClauseContext context) throws InterruptedException {
        RedeemableId id = context.seed(context.data().coupon().build());
        AttemptId name = context.data().use(id).id();

        List<RedemptionOutcome> outcomes = race(
                context,
                times(
                        context.scale().racers(),
                        i -> context.data()
                                .attempt(
                                        name,
                                        RedemptionRequest.builder(id)
                                                .user(context.data().user()))));

        assertWinners(context, id, outcomes, 1, ViolationCode.ATTEMPT_REUSED);
    }

    private static void baskets(ClauseContext context) throws InterruptedException {
        if (!BasketClauses.supported(context)) {
            return;
        }
        Redeemable first = context.data().coupon().totalLimit(3).build();
        RedeemableId coupon = context.seed(first);
        RedeemableId card = context.seed(context.data().card("5").build());
        List<Callable<BasketOutcome>> callers = new ArrayList<>();
        for (int i = 0; i < context.scale().racers(); i++) {
            RedemptionAttempt use = context.data().use(coupon);
            RedemptionAttempt spend = context.data().spend(card, "2");
            List<RedemptionAttempt> basket = i % 2 == 0 ? List.of(use, spend) : List.of(spend, use);
            callers.add(() -> BasketClauses.redeemAll(context, basket));
        }

        List<BasketOutcome> outcomes = new Race(
                        "redeemAll by " + callers.size() + " callers",
                        context.scale().timeout())
                .run(callers);

        assertThat(outcomes.stream().filter(AllRedeemed.class::isInstance))
                .as("baskets redeemed")
                .hasSize(2);
        assertThat(outcomes.stream().filter(NoneRedeemed.class::isInstance))
                .as("baskets refused")
                .hasSize(outcomes.size() - 2);
        assertThat(context.active(coupon))
                .as("active redemptions of the coupon")
                .hasSize(2);
        assertThat(context.active(card)).as("active redemptions of the card").hasSize(2);
    }
}
