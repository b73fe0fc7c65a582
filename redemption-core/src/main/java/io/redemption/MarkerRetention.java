package io.redemption;

import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.RedeemableKind;
import io.redemption.model.TransactionId;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, by kind, whether the issuer's lists keep transaction ids as they were sent. It is learned from lists
 * alone: an issuer may echo an id in the answer to a POST and list another, or none. Thread-safe.
 */
final class MarkerRetention {
    /** How long a lesson counts before it is checked again. */
    static final Duration VALID_FOR = Duration.ofDays(1);

    private final Map<RedeemableKind, Long> keptAtNanos = new ConcurrentHashMap<>();
    private final Set<RedeemableKind> altered = EnumSet.noneOf(RedeemableKind.class);
    private final Set<RedeemableKind> beingRead = EnumSet.noneOf(RedeemableKind.class);
    private final Supplier<Capabilities> capabilities;
    private final TimeSource time;

    MarkerRetention(Supplier<Capabilities> capabilities, TimeSource time) {
        this.capabilities = capabilities;
        this.time = time;
    }

    /**
     * Learns from a redemption of ours in a list. One altered id outweighs any number of good ones: absence must not be
     * concluded on a changing habit.
     *
     * @param sent the transaction id that it was redeemed under
     * @param listed the one that the list shows
     */
    synchronized void learn(RedeemableKind kind, TransactionId sent, @Nullable TransactionId listed) {
        if (sent.equals(listed)) {
            keptAtNanos.put(kind, time.nanoTime());
        } else {
            altered.add(kind);
        }
    }

    /** Whether a marker that is not listed was certainly not redeemed. */
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

    /** Whether somebody should read back what was just acknowledged; true for one caller at a time. */
    synchronized boolean beginReadBack(RedeemableKind kind) {
        return !isDeclared() && !altered.contains(kind) && !isKnown(kind) && beingRead.add(kind);
    }

    synchronized void endReadBack(RedeemableKind kind) {
        beingRead.remove(kind);
    }
}
