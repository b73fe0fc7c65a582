package io.redemption.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.port.AttemptState.Settled;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An attempt in bytes")
class CompactAttemptsTest {
    private static final String[] TEXTS = {
        "7", "shopper@shop.example", "Zoë", "\u00ff", "\u0100", "買い物", "🛒x", "\ud83d", "a\0b"
    };

    private final CompactAttempts compact = new CompactAttempts();

    @Test
    void isReadAsItWasWritten() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            RedemptionAttempt attempt = attempt(random);
            Redemption redemption = redemption(random, attempt);

            byte[] bytes = compact.write(attempt, redemption);

            assertThat(compact.read(bytes))
                    .as("seed %d", seed)
                    .isEqualTo(new JournalEntry(attempt, new Settled(Redeemed.of(redemption)), 0));
            assertThat(CompactAttempts.idOf(bytes)).isEqualTo(attempt.id());
        }
    }

    @Test
    void isSmall() {
        RedeemableId coupon = RedeemableId.coupon("cpn-1502288320598b19c0d59fd");
        Redeemer redeemer = new Redeemer("1234567", "shopper@shop.example", "+49 30 5550100");
        TransactionId transaction = TransactionId.of("r0123456789abcdefghijklmno");
        RedemptionAttempt attempt = new RedemptionAttempt(
                AttemptId.of("0123456789abcdefghijklmno"),
                new RedemptionRequest(
                        coupon, redeemer, Amount.of("50.00"), new TransactionChoice.Generated(), Amount.of("120.00")),
                transaction,
                Instant.parse("2026-11-27T05:00:00.123456Z"),
                "0123456789abcdef");
        Redemption redemption = Redemption.builder(
                        RedemptionId.of("res-1502473727598dedff485f1"), coupon, Instant.parse("2026-11-27T05:00:00Z"))
                .redeemer(redeemer)
                .value(Amount.of("50.00"))
                .transactionId(transaction)
                .build();

        // As objects some 900 bytes: the limit of the whole journal counts on it.
        assertThat(compact.write(attempt, redemption)).hasSizeLessThan(190);
    }

    private static RedemptionAttempt attempt(Random random) {
        TransactionChoice choice = switch (random.nextInt(4)) {
            case 0 -> new TransactionChoice.Generated();
            case 1 -> new TransactionChoice.Prefixed(text(random));
            case 2 -> new TransactionChoice.Unique(TransactionId.of(text(random)));
            default -> new TransactionChoice.AsGiven(random.nextBoolean() ? null : TransactionId.of(text(random)));
        };
        TransactionId transaction = choice instanceof TransactionChoice.Unique unique
                ? unique.id()
                : choice instanceof TransactionChoice.AsGiven given
                        ? given.id()
                        : TransactionId.of(
                                (choice instanceof TransactionChoice.Prefixed prefixed ? prefixed.prefix() + "." : "")
                                        + "r0123");
        return new RedemptionAttempt(
                AttemptId.of("attempt-" + random.nextInt(1000)),
                new RedemptionRequest(redeemable(random), redeemer(random), amount(random), choice, amount(random)),
                transaction,
                time(random),
                random.nextBoolean() ? null : "node-" + random.nextInt(10));
    }

    private static Redemption redemption(Random random, RedemptionAttempt attempt) {
        boolean echoes = random.nextBoolean();
        return Redemption.builder(
                        RedemptionId.of("res-" + random.nextLong(1L << 50)),
                        echoes ? attempt.redeemable() : redeemable(random),
                        time(random))
                .redeemer(echoes ? attempt.request().redeemer() : redeemer(random))
                .value(echoes ? attempt.request().value() : amount(random))
                .transactionId(
                        echoes ? attempt.transactionId() : random.nextBoolean() ? null : TransactionId.of(text(random)))
                .customerId(optionalText(random))
                .teamId(optionalText(random))
                .href(random.nextBoolean() ? null : "https://api.vauchar.example/" + "x".repeat(random.nextInt(3000)))
                .build();
    }

    private static RedeemableId redeemable(Random random) {
        List<RedeemableKind> kinds = List.of(RedeemableKind.values());
        return new RedeemableId(kinds.get(random.nextInt(kinds.size())), "id-" + random.nextInt(50));
    }

    private static Redeemer redeemer(Random random) {
        return new Redeemer(optionalText(random), optionalText(random), optionalText(random));
    }

    private static @Nullable Amount amount(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> Amount.ZERO;
            case 2 -> Amount.of("999999999999.9999");
            default -> new Amount(random.nextLong(1_000_000));
        };
    }

    private static Instant time(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Instant.MIN;
            case 1 -> Instant.MAX;
            case 2 -> Instant.ofEpochSecond(-random.nextInt(1000), random.nextInt(1_000_000_000));
            default -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        };
    }

    private static @Nullable String optionalText(Random random) {
        return random.nextInt(3) == 0 ? null : text(random);
    }

    private static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
