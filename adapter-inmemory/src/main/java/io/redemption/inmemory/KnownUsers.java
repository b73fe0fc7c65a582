package io.redemption.inmemory;

import io.redemption.port.IdSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users whom the issuer has seen redeem: the id it gives each of them, and how many of her coupon redemptions
 * count. Thread-safe, one call at a time.
 */
final class KnownUsers {
    private final IdSource ids;
    private final Map<String, String> customerIds = new ConcurrentHashMap<>();
    private final Map<String, Long> couponUses = new ConcurrentHashMap<>();

    KnownUsers(IdSource ids) {
        this.ids = ids;
    }

    /** The same id for the same user, always. */
    String customerId(String userId) {
        return customerIds.computeIfAbsent(userId, user -> "cust-" + ids.token(25));
    }

    /** Whether a coupon redemption of this user counts. */
    boolean isExisting(String userId) {
        return couponUses.containsKey(userId);
    }

    void couponRedeemed(String userId) {
        couponUses.merge(userId, 1L, Long::sum);
    }

    void couponReversed(String userId) {
        couponUses.computeIfPresent(userId, (user, uses) -> uses == 1 ? null : uses - 1);
    }
}
