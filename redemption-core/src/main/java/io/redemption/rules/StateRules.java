package io.redemption.rules;

import io.redemption.model.Amount;
import io.redemption.model.Audience;
import io.redemption.model.Coupon;
import io.redemption.model.Redeemable;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Usage;
import io.redemption.model.UsageLimit;
import io.redemption.model.Validity;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.model.Voucher;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The standard state rules, one method each. */
final class StateRules {
    private StateRules() {}

    static @Nullable Violation active(Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        return Boolean.FALSE.equals(redeemable.active()) ? Violation.of(ViolationCode.INACTIVE) : null;
    }

    static @Nullable Violation started(Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        Validity validity = redeemable.validity();
        Instant from = validity == null ? null : validity.from();
        return from != null && now.isBefore(from) ? Violation.of(ViolationCode.NOT_STARTED, "valid_from", from) : null;
    }

    static @Nullable Violation notExpired(Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        Validity validity = redeemable.validity();
        Instant until = validity == null ? null : validity.until();
        return until != null && !now.isBefore(until) ? Violation.of(ViolationCode.EXPIRED, "valid_until", until) : null;
    }

    static @Nullable Violation withinTotalLimit(
            Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        UsageLimit limit = redeemable instanceof Coupon coupon ? coupon.totalLimit() : null;
        return exceeded(limit, usage.redemptions(), ViolationCode.TOTAL_LIMIT_REACHED);
    }

    static @Nullable Violation withinUserLimit(
            Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        UsageLimit limit = redeemable instanceof Coupon coupon ? coupon.perUserLimit() : null;
        return exceeded(limit, usage.redemptionsByUser(), ViolationCode.USER_LIMIT_REACHED);
    }

    private static @Nullable Violation exceeded(@Nullable UsageLimit limit, @Nullable Long used, ViolationCode code) {
        return limit != null && used != null && !limit.allowsAnotherAfter(used)
                ? Violation.of(code, "limit", limit.max())
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
                ? Violation.of(ViolationCode.BALANCE_TOO_LOW, "balance", balance)
                : null;
    }
}
