package io.redemption.inmemory;

import static io.redemption.inmemory.MemoryFixtures.aCard;
import static io.redemption.inmemory.MemoryFixtures.aCoupon;
import static io.redemption.inmemory.MemoryFixtures.attempt;
import static io.redemption.inmemory.MemoryFixtures.await;
import static io.redemption.inmemory.MemoryFixtures.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.Usage;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.IdSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The issuer compared with models that are simple enough to be obviously right. */
class InMemoryModelTest {
    private static final int OPERATIONS = Boolean.getBoolean("reliability") ? 20_000 : 1_500;
    private static final long ISSUED = 1_000_000;
    private static final int TOTAL_LIMIT = 12;
    private static final int USER_LIMIT = 3;

    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.builder()
            .time(MemoryFixtures.noon())
            .ids(IdSource.seeded(5))
            .build();

    private Usage usage(RedeemableId id) {
        return await(issuer.lookup(id, Freshness.FROM_ISSUER)).orElseThrow().usage();
    }

    private RedemptionHistory history(RedeemableId id) {
        return await(issuer.history(id, HistoryQuery.ALL)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void card_randomSpendsReplaysAndReversals_agreesWithAListAndKeepsTheMoney(long seed) {
        Random random = new Random(seed);
        RedeemableId card = issued(issuer, aCard("100").build());
        Deque<Redemption> model = new ArrayDeque<>();
        List<Redemption> ever = new ArrayList<>();
        List<RedemptionAttempt> attempts = new ArrayList<>();
        List<RedemptionOutcome> answers = new ArrayList<>();

        for (int i = 0; i < OPERATIONS; i++) {
            int choice = random.nextInt(10);
            if (choice < 6) {
                Amount value = new Amount((1 + random.nextInt(2_000)) * 100L);
                RedemptionAttempt attempt =
                        attempt(RedemptionRequest.builder(card).value(value).build());
                RedemptionOutcome outcome = await(issuer.redeem(attempt));

                boolean affordable = spent(model) + value.tenThousandths() <= ISSUED;
                assertThat(outcome instanceof Redeemed).isEqualTo(affordable);
                if (outcome instanceof Redeemed redeemed) {
                    model.addFirst(redeemed.redemption());
                    ever.add(redeemed.redemption());
                }
                attempts.add(attempt);
                answers.add(outcome);
            } else if (choice < 9 && !ever.isEmpty()) {
                Redemption target = ever.get(random.nextInt(ever.size()));
                boolean reversed = await(issuer.reverse(Reversal.of(target))) instanceof Reversed;

                assertThat(reversed).isEqualTo(model.remove(target));
            } else if (!attempts.isEmpty()) {
                int replayed = random.nextInt(attempts.size());
                RedemptionOutcome answer = answers.get(replayed);

                assertThat(await(issuer.redeem(attempts.get(replayed)))).isEqualTo(replayOf(answer, model));
            }

            Amount balance = usage(card).balance();
            assertThat(balance).isEqualTo(new Amount(ISSUED - spent(model)));
            assertThat(history(card).redemptions()).containsExactlyElementsOf(model);
        }
    }

    private static RedemptionOutcome replayOf(RedemptionOutcome answer, Collection<Redemption> active) {
        return answer.fold(
                redeemed -> active.contains(redeemed.redemption())
                        ? new Redeemed(redeemed.redemption(), true)
                        : Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED)),
                refused -> refused,
                unknown -> unknown);
    }

    private static long spent(Iterable<Redemption> redemptions) {
        long spent = 0;
        for (Redemption redemption : redemptions) {
            Amount value = redemption.value();
            spent += value == null ? 0 : value.tenThousandths();
        }
        return spent;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void coupon_randomUsesAndReversals_agreesWithAList(long seed) {
        Random random = new Random(seed);
        RedeemableId coupon = issued(
                issuer,
                aCoupon().totalLimit(TOTAL_LIMIT).perUserLimit(USER_LIMIT).build());
        Deque<Redemption> model = new ArrayDeque<>();

        for (int i = 0; i < OPERATIONS; i++) {
            if (random.nextInt(5) < 3) {
                String user = "user-" + random.nextInt(6);
                RedemptionOutcome outcome = await(issuer.redeem(
                        attempt(RedemptionRequest.builder(coupon).user(user).build())));

                long byUser = model.stream()
                        .filter(redemption -> user.equals(redemption.redeemer().userId()))
                        .count();
                assertThat(outcome instanceof Redeemed).isEqualTo(model.size() < TOTAL_LIMIT && byUser < USER_LIMIT);
                if (outcome instanceof Redeemed redeemed) {
                    model.addFirst(redeemed.redemption());
                }
            } else if (!model.isEmpty()) {
                Redemption target = List.copyOf(model).get(random.nextInt(model.size()));
                model.remove(target);

                assertThat(await(issuer.reverse(Reversal.of(target)))).isInstanceOf(Reversed.class);
            }

            assertThat(usage(coupon).redemptions()).isEqualTo(model.size());
            assertThat(history(coupon).redemptions()).containsExactlyElementsOf(model);
        }
    }
}
