package io.redemption.inmemory;

import io.redemption.model.Amount;
import io.redemption.model.Redemption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of one redeemable is used up by its active redemptions, and by reversed ones that did not give everything
 * back. Immutable.
 *
 * @param uses how many uses count towards the total limit
 * @param usesByUser how many uses of each user count towards the per-user limit; users without any are absent
 * @param spent how much is spent, in ten-thousandths
 * @param keptAt when the newest redemption was made whose reversal did not give the voucher back; {@code null} if there
 *     is none
 */
record Consumption(
        long uses,
        PersistentTreeMap<String, Long> usesByUser,
        long spent,
        @Nullable Instant keptAt) {
    static final Consumption NONE = new Consumption(0, PersistentTreeMap.empty(), 0, null);

    long usesBy(String userId) {
        Long count = usesByUser.get(userId);
        return count == null ? 0 : count;
    }

    Consumption redeemed(Redemption redemption) {
        String user = redemption.redeemer().userId();
        return new Consumption(
                uses + 1,
                user == null ? usesByUser : usesByUser.with(user, usesBy(user) + 1),
                spent + value(redemption),
                keptAt);
    }

    Consumption reversed(Redemption redemption, ReversalPolicy reversalPolicy) {
        String user = redemption.redeemer().userId();
        return new Consumption(
                reversalPolicy.use() ? uses - 1 : uses,
                user != null && reversalPolicy.userSlot() ? less(user) : usesByUser,
                reversalPolicy.balance() ? spent - value(redemption) : spent,
                reversalPolicy.voucher() ? keptAt : later(redemption.createdAt(), keptAt));
    }

    private PersistentTreeMap<String, Long> less(String user) {
        long count = usesBy(user);
        return count <= 1 ? usesByUser.without(user) : usesByUser.with(user, count - 1);
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private static long value(Redemption redemption) {
        Amount value = redemption.value();
        return value == null ? 0 : value.tenThousandths();
    }
}
