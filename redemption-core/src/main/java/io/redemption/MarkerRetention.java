package io.redemption;

import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.RedeemableKind;
import io.redemption.model.TransactionId;
import io.redemption.port.MarkerEvidence;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows for each kind whether the issuer's lists keep transaction ids as they were sent. Only lists count as evidence:
 * an issuer may echo an id in the answer to a POST and list another, or none. Thread-safe.
 */
final class MarkerRetention {
    /** How long an observation is valid before it is checked again. */
    static final Duration VALID_FOR = Duration.ofDays(1);

    /** How long altered ids that an earlier process saw are believed. */
    private static final Duration ALTERED_FOR = Duration.ofDays(30);

    /** After how long the journal learns again what it knows. */
    private static final Duration TOLD_AGAIN_AFTER = Duration.ofHours(1);

    private final Map<RedeemableKind, Long> keptAtNanos = new ConcurrentHashMap<>();
    private final Set<RedeemableKind> altered = EnumSet.noneOf(RedeemableKind.class);
    private final Set<RedeemableKind> beingRead = EnumSet.noneOf(RedeemableKind.class);
    private final Supplier<Capabilities> capabilities;
    private final TimeSource time;
    private final BiConsumer<RedeemableKind, Boolean> memory;
    private final Map<RedeemableKind, Long> toldAtNanos = new EnumMap<>(RedeemableKind.class);

    /**
     * Creates a memory that knows nothing.
     *
     * @param memory is told for each kind whether an id was kept, so that another process knows it
     */
    MarkerRetention(Supplier<Capabilities> capabilities, TimeSource time, BiConsumer<RedeemableKind, Boolean> memory) {
        this.capabilities = capabilities;
        this.time = time;
        this.memory = memory;
    }

    /**
     * Records a redemption of ours that a list shows. One altered id outweighs any number of unaltered ones, because
     * then absence cannot be concluded.
     *
     * @param sent the transaction id that was sent
     * @param listed the transaction id in the list
     */
    void learn(RedeemableKind kind, TransactionId sent, @Nullable TransactionId listed) {
        boolean isKept = sent.equals(listed);
        if (isKept ? keeps(kind) : alters(kind)) {
            memory.accept(kind, isKept);
        }
    }

    private synchronized boolean keeps(RedeemableKind kind) {
        long now = time.nanoTime();
        keptAtNanos.put(kind, now);
        Long told = toldAtNanos.get(kind);
        if (told != null && now - told < TOLD_AGAIN_AFTER.toNanos()) {
            return false;
        }
        toldAtNanos.put(kind, now);
        return true;
    }

    private synchronized boolean alters(RedeemableKind kind) {
        return altered.add(kind);
    }

    /** Adds what other processes learned, and this one before it ended. */
    synchronized void restore(List<MarkerEvidence> learned) {
        long now = time.nanoTime();
        for (MarkerEvidence evidence : learned) {
            if (evidence.kept()) {
                long at = now - evidence.age().toNanos();
                keptAtNanos.merge(evidence.kind(), at, (one, other) -> one - other > 0 ? one : other);
            } else if (evidence.age().compareTo(ALTERED_FOR) < 0) {
                altered.add(evidence.kind());
            }
        }
    }

    /** Returns whether a marker that is not listed was certainly not redeemed, given a complete list. */
    synchronized boolean isProven(RedeemableKind kind) {
        return !altered.contains(kind) && (isDeclared() || isKnown(kind));
    }

    private boolean isDeclared() {
        return capabilities.get().has(Capability.KEEPS_TRANSACTION_IDS);
    }

    private boolean isKnown(RedeemableKind kind) {
        Long at = keptAtNanos.get(kind);
        return at != null && time.nanoTime() - at < VALID_FOR.toNanos();
    }

    /** Returns whether the caller should read back what was just acknowledged. True for one caller at a time. */
    synchronized boolean beginReadBack(RedeemableKind kind) {
        return !isDeclared() && !altered.contains(kind) && !isKnown(kind) && beingRead.add(kind);
    }

    synchronized void endReadBack(RedeemableKind kind) {
        beingRead.remove(kind);
    }
}
