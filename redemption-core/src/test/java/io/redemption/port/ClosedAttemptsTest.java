package io.redemption.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptState.Absent;
import io.redemption.port.AttemptState.Reversed;
import io.redemption.port.AttemptState.Settled;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Closed attempts")
class ClosedAttemptsTest {
    private static final List<RedeemableId> COUPONS = List.of(RedeemableId.coupon("c"), RedeemableId.coupon("d"));

    private final ClosedAttempts closed = new ClosedAttempts();

    /** The same with the maps of the JDK. */
    private final Map<AttemptId, JournalEntry> entries = new LinkedHashMap<>();

    private final Map<Reversal, AttemptId> owners = new HashMap<>();
    private final Map<JournalEntry.TransactionKey, AttemptId> holders = new HashMap<>();

    @RepeatedTest(20)
    void areFoundAsInMaps(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int ids = 1 << (2 + random.nextInt(8));
        int max = 1 + random.nextInt(300);
        for (int step = 0; step < 3000; step++) {
            AttemptId id = AttemptId.of("attempt-" + random.nextInt(ids));
            if (random.nextInt(5) == 0) {
                assertThat(closed.remove(id)).isEqualTo(forget(id));
            } else {
                JournalEntry entry = entry(id, random, ids);
                closed.put(id, entry.attempt(), entry.state());
                remember(id, entry);
            }
            if (entries.size() > max) {
                closed.removeOldest();
                JournalEntry gone = forget(entries.keySet().iterator().next());
                assertThat(gone).isNotNull();
            }
            AttemptId any = AttemptId.of("attempt-" + random.nextInt(ids));
            assertThat(closed.get(any)).isEqualTo(entries.get(any));
            assertThat(closed.size()).isEqualTo(entries.size());
            Reversal redemption = reversal(coupon(random), random.nextInt(ids));
            assertThat(closed.ownerOf(redemption)).isEqualTo(owners.get(redemption));
            JournalEntry.TransactionKey key = key(coupon(random), random.nextInt(ids));
            assertThat(closed.holderOf(key)).isEqualTo(holders.get(key));
        }
    }

    @Test
    void theFirstGoFirst() {
        for (int i = 0; i < 10_000; i++) {
            AttemptId id = AttemptId.of("attempt-" + i);
            closed.put(id, null, new Absent());
            if (i >= 100) {
                closed.removeOldest();
                assertThat(closed.get(AttemptId.of("attempt-" + (i - 100)))).isNull();
                assertThat(closed.get(AttemptId.of("attempt-" + (i - 99)))).isNotNull();
            }
        }
        assertThat(closed.size()).isEqualTo(100);
    }

    /** With one hash for all of them, each would be compared with all before it, for minutes. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void idsThatDifferByTheirRedeemableOnlyAreToldApart() {
        TransactionId transaction = TransactionId.of("same");
        for (int i = 0; i < 20_000; i++) {
            RedeemableId card = RedeemableId.giftCard("card-" + i);
            AttemptId id = AttemptId.of("attempt-" + i);
            RedemptionRequest request = RedemptionRequest.builder(card)
                    .value("1.00")
                    .uniqueTransaction(transaction.value())
                    .build();
            Redemption redemption = Redemption.builder(RedemptionId.of("1"), card, Instant.EPOCH)
                    .build();

            closed.put(
                    id,
                    new RedemptionAttempt(id, request, transaction, Instant.EPOCH),
                    new Settled(Redeemed.of(redemption)));

            assertThat(closed.ownerOf(Reversal.of(redemption))).isEqualTo(id);
            assertThat(closed.holderOf(new JournalEntry.TransactionKey(card, transaction)))
                    .isEqualTo(id);
        }
    }

    private void remember(AttemptId id, JournalEntry entry) {
        owners.values().remove(id);
        holders.values().remove(id);
        entries.put(id, entry);
        entry.redemption().ifPresent(redemption -> owners.put(redemption, id));
        JournalEntry.TransactionKey held = JournalEntry.transactionHeld(entry.attempt(), entry.state());
        if (held != null) {
            holders.putIfAbsent(held, id);
        }
    }

    private @Nullable JournalEntry forget(AttemptId id) {
        owners.values().remove(id);
        holders.values().remove(id);
        return entries.remove(id);
    }

    private static RedeemableId coupon(Random random) {
        return COUPONS.get(random.nextInt(COUPONS.size()));
    }

    private static Reversal reversal(RedeemableId coupon, int number) {
        return new Reversal(coupon, RedemptionId.of("res-" + number));
    }

    private static JournalEntry.TransactionKey key(RedeemableId coupon, int number) {
        return new JournalEntry.TransactionKey(coupon, TransactionId.of("order-" + number));
    }

    private static JournalEntry entry(AttemptId id, Random random, int ids) {
        TransactionChoice choice = new TransactionChoice.Unique(TransactionId.of("order-" + random.nextInt(ids)));
        RedeemableId coupon = coupon(random);
        RedemptionRequest request =
                RedemptionRequest.builder(coupon).user("7").transaction(choice).build();
        RedemptionAttempt attempt = random.nextInt(5) == 0
                ? null
                : new RedemptionAttempt(
                        id, request, ((TransactionChoice.Unique) choice).id(), Instant.ofEpochSecond(random.nextInt()));
        Redemption redemption = Redemption.builder(RedemptionId.of("res-" + random.nextInt(ids)), coupon, Instant.EPOCH)
                .build();
        AttemptState state = switch (random.nextInt(5)) {
            case 0 -> new Absent();
            case 1 -> new Reversed(Reversal.of(redemption));
            case 2 -> new Settled(Refused.of(Violation.of(ViolationCode.EXPIRED)));
            default -> new Settled(Redeemed.of(redemption));
        };
        return new JournalEntry(attempt, Objects.requireNonNull(state), 0);
    }
}
