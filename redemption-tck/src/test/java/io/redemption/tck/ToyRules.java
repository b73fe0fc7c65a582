package io.redemption.tck;

import io.redemption.model.Coupon;
import io.redemption.model.Redeemable;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Usage;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.model.Voucher;
import io.redemption.rules.RequestRule;
import io.redemption.rules.RuleSet;
import io.redemption.rules.StandardRules;
import io.redemption.rules.StateRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The standard rules, less those whose guard is missing, or bent where they are wrong in its place. */
final class ToyRules {
    private final Set<Guard> missing;
    private final RuleSet<RequestRule> requestRules;
    private final RuleSet<StateRule> stateRules;

    ToyRules(Set<Guard> missing) {
        this.missing = missing;
        this.requestRules = missing.contains(Guard.REQUESTS_JUDGED) ? RuleSet.empty() : StandardRules.forRequests(2);
        RuleSet<StateRule> rules = StandardRules.forStates();
        rules = missing.contains(Guard.SWITCH_JUDGED) ? rules.without("inactive") : rules;
        rules = missing.contains(Guard.AUDIENCE_JUDGED) ? rules.without("audience") : rules;
        rules = missing.contains(Guard.USER_LIMIT_JUDGED) ? rules.without("user_limit_reached") : rules;
        rules = missing.contains(Guard.EXPIRED_AT_ITS_END) ? rules.with("expired", ToyRules::expiredLate) : rules;
        rules = missing.contains(Guard.STARTED_AT_ITS_START) ? rules.with("not_started", ToyRules::startedLate) : rules;
        rules = missing.contains(Guard.TOTAL_LIMIT_EXACT)
                ? rules.with("total_limit_reached", ToyRules::oneMore)
                : rules;
        rules = missing.contains(Guard.NO_LIMIT_IS_NONE) ? rules.with("default_limit", ToyRules::fourAtMost) : rules;
        rules = missing.contains(Guard.VOUCHER_JUDGED) ? rules.without("already_redeemed") : rules;
        rules = missing.contains(Guard.MANY_USES_ALLOWED) ? rules.with("already_redeemed", ToyRules::once) : rules;
        this.stateRules = rules;
    }

    List<Violation> request(RedemptionRequest request) {
        return requestRules.violations(rule -> rule.check(request));
    }

    /** All violations; those of the request come first. */
    List<Violation> all(RedemptionRequest request, ToyAccount account, Usage usage, Instant now) {
        List<Violation> violations = new ArrayList<>(request(request));
        violations.addAll(stateRules.violations(rule -> rule.check(account.terms(), usage, request, now)));
        return missing.contains(Guard.ALL_REASONS_TOLD) && violations.size() > 1
                ? violations.subList(0, 1)
                : violations;
    }

    private static @Nullable Violation expiredLate(
            Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        return Objects.requireNonNull(redeemable.validity()).hasExpiredAt(now.minusSeconds(1))
                ? Violation.of(ViolationCode.EXPIRED)
                : null;
    }

    private static @Nullable Violation startedLate(
            Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        return Objects.requireNonNull(redeemable.validity()).hasStartedAt(now.minusSeconds(1))
                ? null
                : Violation.of(ViolationCode.NOT_STARTED);
    }

    private static @Nullable Violation oneMore(
            Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        Long used = usage.redemptions();
        return redeemable instanceof Coupon coupon
                        && used != null
                        && Objects.requireNonNull(coupon.totalLimit()).max() > 0
                        && used > Objects.requireNonNull(coupon.totalLimit()).max()
                ? Violation.of(ViolationCode.TOTAL_LIMIT_REACHED)
                : null;
    }

    private static @Nullable Violation fourAtMost(
            Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        Long used = usage.redemptionsByUser();
        return redeemable instanceof Coupon coupon
                        && Objects.requireNonNull(coupon.perUserLimit()).max() == 0
                        && used != null
                        && used >= 4
                ? Violation.of(ViolationCode.USER_LIMIT_REACHED)
                : null;
    }

    private static @Nullable Violation once(
            Redeemable redeemable, Usage usage, RedemptionRequest request, Instant now) {
        return redeemable instanceof Voucher && Boolean.TRUE.equals(usage.redeemed())
                ? Violation.of(ViolationCode.ALREADY_REDEEMED)
                : null;
    }
}
