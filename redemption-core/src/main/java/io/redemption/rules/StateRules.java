package io.redemption.rules;

import io.redemption.Amount;
import io.redemption.Audience;
import io.redemption.Coupon;
import io.redemption.Redeemable;
import io.redemption.RedemptionRequest;
import io.redemption.Usage;
import io.redemption.Violation;
import io.redemption.ViolationCode;
import io.redemption.Voucher;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The standard state rules, one method each. */
final class StateRules {
    private StateRules() {}

    static @Nullable Violation active(Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        return redeemable.active() ? null : Violation.of(ViolationCode.INACTIVE);
    }

    static @Nullable Violation started(Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        Instant from = redeemable.validity().from();
        return from == null || redeemable.validity().hasStartedAt(now)
                ? null
                : Violation.of(ViolationCode.NOT_STARTED, "valid_from", from);
    }

    static @Nullable Violation notExpired(Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        Instant until = redeemable.validity().until();
        return until == null || !redeemable.validity().hasExpiredAt(now)
                ? null
                : Violation.of(ViolationCode.EXPIRED, "valid_until", until);
    }

    static @Nullable Violation withinTotalLimit(
            Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        Long used = usage.redemptions();
        return redeemable instanceof Coupon coupon
                        && used != null
                        && !coupon.totalLimit().allowsAnotherAfter(used)
                ? Violation.of(
                        ViolationCode.TOTAL_LIMIT_REACHED,
                        "limit",
                        coupon.totalLimit().max())
                : null;
    }

    static @Nullable Violation withinUserLimit(
            Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        Long used = usage.redemptionsByUser();
        return redeemable instanceof Coupon coupon
                        && used != null
                        && !coupon.perUserLimit().allowsAnotherAfter(used)
                ? Violation.of(
                        ViolationCode.USER_LIMIT_REACHED,
                        "limit",
                        coupon.perUserLimit().max())
                : null;
    }

    static @Nullable Violation inAudience(Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        Boolean existing = usage.existingUser();
        if (existing == null || !(redeemable instanceof Coupon coupon)) {
            return null;
        }
        if (coupon.audience() == Audience.NEW_USERS && existing) {
            return Violation.of(ViolationCode.NEW_USERS_ONLY);
        }
        return coupon.audience() == Audience.EXISTING_USERS && !existing
                ? Violation.of(ViolationCode.EXISTING_USERS_ONLY)
                : null;
    }

    static @Nullable Violation notUsedUp(Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        return redeemable instanceof Voucher voucher && voucher.singleUse() && Boolean.TRUE.equals(usage.redeemed())
                ? Violation.of(ViolationCode.ALREADY_REDEEMED)
                : null;
    }

    static @Nullable Violation balanceSuffices(
            Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        Amount balance = usage.balance();
        Amount value = request.value();
        return balance != null && value != null && balance.compareTo(value) < 0
                ? Violation.of(ViolationCode.BALANCE_TOO_LOW)
                : null;
    }
}
