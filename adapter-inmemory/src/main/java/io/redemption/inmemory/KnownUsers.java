package io.redemption.inmemory;

import io.redemption.port.IdSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users who have redeemed at this issuer: the customer id of each, and how many of their coupon redemptions count.
 * Each call is thread-safe.
 */
final class KnownUsers {
    private final IdSource ids;
    private final Map<String, String> customerIds = new ConcurrentHashMap<>();
    private final Map<String, Long> couponUses = new ConcurrentHashMap<>();

    KnownUsers(IdSource ids) {
        this.ids = ids;
    }

    /** Returns the customer id of a user, always the same one. */
    String customerId(String userId) {
        // The map locks for what may have to be computed; nearly always it has not.
        String known = customerIds.get(userId);
        return known != null ? known : customerIds.computeIfAbsent(userId, user -> "cust-" + ids.token(25));
    }

    /** Returns whether a coupon redemption of this user counts. */
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
