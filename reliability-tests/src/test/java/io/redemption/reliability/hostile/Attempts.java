package io.redemption.reliability.hostile;

import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Attempts of all three kinds, found again by the key that they are sent with. Thread-safe. */
final class Attempts {
    private static final List<RedeemableKind> KINDS = List.of(RedeemableKind.values());

    private final Map<String, RedemptionAttempt> byKey = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** The next attempt; each has a redeemable, a user and a transaction of its own, and all spend 50.00. */
    RedemptionAttempt next() {
        long number = numbers.incrementAndGet();
        RedeemableKind kind = KINDS.get((int) (number % KINDS.size()));
        RedemptionAttempt attempt = new RedemptionAttempt(
                AttemptId.of("a" + number),
                RedemptionRequest.builder(new RedeemableId(kind, "r" + number))
                        .user("u" + number)
                        .value("50.00")
                        .uniqueTransaction("t" + number + ".")
                        .build(),
                TransactionId.of("t" + number + "."),
                Instant.now());
        byKey.put(attempt.id().value(), attempt);
        return attempt;
    }

    /** The attempt that a request carries, or {@code null} if it is none of these. */
    @Nullable
    RedemptionAttempt in(ReceivedRequest heard) {
        return byKey.get(heard.field("Idempotency-Key"));
    }
}
