package io.redemption.checkout;

import io.redemption.FailureCode;
import io.redemption.RedemptionException;
import io.redemption.RedemptionRequest;
import io.redemption.Violation;
import io.redemption.rules.RequestRule;
import io.redemption.rules.RuleSet;
import java.util.List;

/** Runs the request rules, some of which are the user's own and may be broken. */
final class Judging {
    private final RuleSet<RequestRule> rules;

    Judging(RuleSet<RequestRule> rules) {
        this.rules = rules;
    }

    /**
     * All that speaks against a request.
     *
     * @throws RedemptionException with {@link FailureCode#BROKEN_RULE} if a rule throws, whatever it throws
     */
    List<Violation> violations(RedemptionRequest request) {
        try {
            return rules.violations(rule -> rule.check(request));
        } catch (Throwable ofTheRule) {
            throw new RedemptionException(
                    FailureCode.BROKEN_RULE,
                    "a request rule threw " + ofTheRule.getClass().getName() + "; nothing was sent");
        }
    }
}
