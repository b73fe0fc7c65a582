package io.redemption.inmemory;

import static io.redemption.inmemory.MemoryFixtures.aCard;
import static io.redemption.inmemory.MemoryFixtures.aCoupon;
import static io.redemption.inmemory.MemoryFixtures.aVoucher;
import static io.redemption.inmemory.MemoryFixtures.attempt;
import static io.redemption.inmemory.MemoryFixtures.await;
import static io.redemption.inmemory.MemoryFixtures.by;
import static io.redemption.inmemory.MemoryFixtures.failure;
import static io.redemption.inmemory.MemoryFixtures.issued;
import static io.redemption.inmemory.MemoryFixtures.redeemed;
import static io.redemption.inmemory.MemoryFixtures.spending;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.Audience;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Usage;
import io.redemption.rules.RuleSet;
import io.redemption.rules.StandardRules;
import io.redemption.rules.StateRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InMemoryRaceTest {
    private static final int THREADS = 64;
    private static final int ROUNDS = Boolean.getBoolean("reliability") ? 400 : 10;
    private static final int MANY = Boolean.getBoolean("reliability") ? 100_000 : 20_000;

    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();

    private Usage usage(RedeemableId id) {
        return await(issuer.lookup(id, Freshness.FROM_ISSUER))
                .map(RedeemableState::usage)
                .orElseThrow();
    }

    private static long redeemedCount(List<RedemptionOutcome> outcomes) {
        return outcomes.stream().filter(Redeemed.class::isInstance).count();
    }

    @Test
    void redeem_totalLimit_hasExactlyThatManyWinners() {
        for (int round = 0; round < ROUNDS; round++) {
            int limit = 1 + round % 10;
            RedeemableId coupon = issued(issuer, aCoupon().totalLimit(limit).build());

            List<RedemptionOutcome> outcomes =
                    Race.of(THREADS, i -> () -> await(issuer.redeem(by("user-" + i, coupon))));

            assertThat(redeemedCount(outcomes)).isEqualTo(limit);
            assertThat(issuer.ledger(coupon)).hasSize(limit);
        }
    }

    @Test
    void redeem_userAndTotalLimit_keepsBoth() {
        for (int round = 0; round < ROUNDS; round++) {
            RedeemableId coupon =
                    issued(issuer, aCoupon().totalLimit(20).perUserLimit(3).build());

            List<RedemptionOutcome> outcomes =
                    Race.of(THREADS, i -> () -> await(issuer.redeem(by("user-" + i % 5, coupon))));

            assertThat(redeemedCount(outcomes)).isEqualTo(15);
            assertThat(issuer.ledger(coupon).stream()
                            .collect(Collectors.groupingBy(
                                    entry -> String.valueOf(
                                            entry.redemption().redeemer().userId()),
                                    Collectors.counting()))
                            .values())
                    .containsOnly(3L);
        }
    }

    @Test
    void redeem_singleUseVoucherAndWelcomeCoupon_hasOneWinnerEach() {
        for (int round = 0; round < ROUNDS; round++) {
            RedeemableId voucher = issued(issuer, aVoucher().build());
            RedeemableId welcome =
                    issued(issuer, aCoupon().audience(Audience.NEW_USERS).build());
            String user = "newcomer-" + round;

            List<RedemptionOutcome> outcomes =
                    Race.of(THREADS, i -> () -> await(issuer.redeem(by(user, i % 2 == 0 ? voucher : welcome))));

            assertThat(redeemedCount(outcomes)).isEqualTo(2);
            assertThat(issuer.ledger(voucher)).hasSize(1);
            assertThat(issuer.ledger(welcome)).hasSize(1);
        }
    }

    @Test
    void redeem_partialSpends_stopExactlyAtZero() {
        for (int round = 0; round < ROUNDS; round++) {
            RedeemableId card = issued(issuer, aCard("10.00").build());

            List<RedemptionOutcome> outcomes =
                    Race.of(THREADS, i -> () -> await(issuer.redeem(spending("0.40", card))));

            assertThat(redeemedCount(outcomes)).isEqualTo(25);
            assertThat(usage(card).balance()).isEqualTo(Amount.ZERO);
        }
    }

    @Test
    void redeem_oneAttemptFromManyThreads_isRecordedOnceAndOnRecordWhenAnswered() {
        for (int round = 0; round < ROUNDS; round++) {
            RedeemableId card = issued(issuer, aCard("10.00").build());
            RedemptionAttempt attempt = spending("1", card);

            List<Redemption> seen = Race.of(THREADS, i -> () -> {
                Redemption redemption = redeemed(await(issuer.redeem(attempt)));
                assertThat(await(issuer.find(card, redemption.id(), Freshness.FROM_ISSUER)))
                        .contains(redemption);
                return redemption;
            });

            assertThat(Set.copyOf(seen)).hasSize(1);
            assertThat(issuer.ledger(card)).hasSize(1);
        }
    }

    @Test
    void reverse_oneRedemptionFromManyThreads_givesBackOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            RedeemableId card = issued(issuer, aCard("10.00").build());
            Redemption redemption = redeemed(await(issuer.redeem(spending("10", card))));
            Reversal reversal = Reversal.of(redemption);

            List<ReversalOutcome> outcomes = Race.of(THREADS, i -> () -> await(issuer.reverse(reversal)));

            assertThat(outcomes).filteredOn(Reversed.class::isInstance).hasSize(1);
            assertThat(usage(card).balance()).isEqualTo(Amount.of("10"));
        }
    }

    @Test
    void redeemAll_randomBasketsOverFewCards_endsAndKeepsTheMoney() {
        List<RedeemableId> cards = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            cards.add(issued(issuer, aCard("100.00").build()));
        }

        Race.of(THREADS, thread -> () -> {
            Random random = new Random(thread);
            for (int i = 0; i < ROUNDS; i++) {
                List<RedemptionAttempt> basket = new ArrayList<>();
                for (int item = 0; item < 3; item++) {
                    basket.add(spending("0.25", cards.get(random.nextInt(cards.size()))));
                }
                BasketOutcome outcome = await(issuer.redeemAll(basket));
                if (outcome instanceof AllRedeemed all && random.nextBoolean()) {
                    all.redeemed().forEach(redeemed -> await(issuer.reverse(Reversal.of(redeemed.redemption()))));
                }
            }
            return thread;
        });

        for (RedeemableId card : cards) {
            long spent = await(issuer.history(card, HistoryQuery.ALL)).orElseThrow().redemptions().stream()
                    .map(Redemption::value)
                    .mapToLong(value -> value == null ? 0 : value.tenThousandths())
                    .sum();
            assertThat(usage(card).balance()).isEqualTo(new Amount(1_000_000 - spent));
        }
    }

    @Test
    void redeemAll_basketsThatShareAttempts_recordEachAttemptOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            RedeemableId one = issued(issuer, aCard("10.00").build());
            RedeemableId two = issued(issuer, aCard("10.00").build());
            RedemptionAttempt first = spending("1", one);
            RedemptionAttempt second = spending("1", two);

            List<BasketOutcome> outcomes = Race.of(
                    8,
                    i -> () -> await(issuer.redeemAll(i % 2 == 0 ? List.of(first, second) : List.of(second, first))));

            assertThat(outcomes).filteredOn(AllRedeemed.class::isInstance).hasSize(4);
            assertThat(issuer.ledger(one)).hasSize(1);
            assertThat(issuer.ledger(two)).hasSize(1);
        }
    }

    @Test
    void redeem_whileARuleIsStuckForAnotherUser_isNotHeldUp() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        InMemoryRedemptionPort slow = InMemoryRedemptionPort.builder()
                .stateRules(StandardRules.forStates().with("slow", (terms, usage, request, now) -> {
                    if ("slow".equals(request.redeemer().userId())) {
                        stuck.countDown();
                        awaitQuietly(release);
                    }
                    return null;
                }))
                .build();
        RedeemableId coupon = issued(slow, aCoupon().totalLimit(1).build());

        CompletableFuture<RedemptionOutcome> late =
                CompletableFuture.supplyAsync(() -> await(slow.redeem(by("slow", coupon))));
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
        RedemptionOutcome fast = await(slow.redeem(by("fast", coupon)));
        release.countDown();

        assertThat(fast).isInstanceOf(Redeemed.class);
        assertThat(MemoryFixtures.codes(await(late))).containsExactly("total_limit_reached");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("waited for the other redemption", e);
        }
    }

    @Test
    void redeem_ruleThatRedeemsAndReads_doesNotDeadlock() {
        InMemoryRedemptionPort[] self = new InMemoryRedemptionPort[1];
        RedeemableId bonus = RedeemableId.giftCard("bonus");
        InMemoryRedemptionPort busy = InMemoryRedemptionPort.builder()
                .stateRules(StandardRules.forStates().with("busy", (terms, usage, request, now) -> {
                    if (!request.redeemable().equals(bonus)) {
                        await(self[0].lookup(request.redeemable(), Freshness.FROM_ISSUER));
                        redeemed(await(self[0].redeem(spending("0.01", bonus))));
                    }
                    return null;
                }))
                .build();
        self[0] = busy;
        issued(busy, GiftCard.builder("bonus", "1000").build());
        RedeemableId coupon = issued(busy, aCoupon().totalLimit(10).build());

        List<RedemptionOutcome> outcomes = Race.of(16, i -> () -> await(busy.redeem(by("user-" + i, coupon))));

        assertThat(redeemedCount(outcomes)).isEqualTo(10);
    }

    @Test
    void redeem_ruleThatRedeemsTheSameCoupon_givesUpWithoutRecording() {
        InMemoryRedemptionPort[] self = new InMemoryRedemptionPort[1];
        AtomicInteger judged = new AtomicInteger();
        InMemoryRedemptionPort looping = InMemoryRedemptionPort.builder()
                .stateRules(RuleSet.<StateRule>empty().with("loop", (terms, usage, request, now) -> {
                    if ("outer".equals(request.redeemer().userId())) {
                        judged.incrementAndGet();
                        redeemed(await(self[0].redeem(by("inner", terms.id()))));
                    }
                    return null;
                }))
                .build();
        self[0] = looping;
        RedeemableId coupon = issued(looping, aCoupon().build());

        assertThat(failure(looping.redeem(by("outer", coupon))).code()).isEqualTo(FailureCode.OVERLOADED);
        assertThat(looping.ledger(coupon))
                .hasSize(judged.get())
                .allMatch(entry -> "inner".equals(entry.redemption().redeemer().userId()));
    }

    @Test
    void redeem_veryOften_staysFast() {
        RedeemableId coupon = issued(issuer, aCoupon().perUserLimit(20).build());
        long began = System.nanoTime();

        for (int i = 0; i < MANY; i++) {
            await(issuer.redeem(attempt(
                    RedemptionRequest.builder(coupon).user("user-" + i % 10_000).build())));
        }
        int listed = await(issuer.history(coupon, HistoryQuery.ALL))
                .orElseThrow()
                .redemptions()
                .size();

        assertThat(listed).isEqualTo(MANY);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    }
}
