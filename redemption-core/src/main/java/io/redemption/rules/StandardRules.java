package io.redemption.rules;

/** The rules that follow from the documents of the API. Each has the name of its violation. */
public final class StandardRules {
    private StandardRules() {}

    /**
     * Returns the rules that need only the request: coupons and vouchers need a user, gift cards a value; a value is
     * more than zero and has no more decimals than the issuer keeps; texts are well-formed.
     *
     * @param maxDecimals how many decimals of a value the issuer keeps
     * @return the rules
     */
    public static RuleSet<RequestRule> forRequests(int maxDecimals) {
        return RuleSet.<RequestRule>empty()
                .with("user_required", RequestRules::userRequired)
                .with("value_required", RequestRules::valueRequired)
                .with("value_not_positive", RequestRules::valuePositive)
                .with("too_many_decimals", RequestRules.atMostDecimals(maxDecimals))
                .with("malformed_text", RequestRules::textsWellFormed);
    }

    /**
     * Returns the rules that the issuer checks when it records: switched on, started, not expired, within its limits,
     * for this audience, not used up, enough balance.
     *
     * @return the rules
     */
    public static RuleSet<StateRule> forStates() {
        return RuleSet.<StateRule>empty()
                .with("inactive", StateRules::active)
                .with("not_started", StateRules::started)
                .with("expired", StateRules::notExpired)
                .with("total_limit_reached", StateRules::withinTotalLimit)
                .with("user_limit_reached", StateRules::withinUserLimit)
                .with("audience", StateRules::inAudience)
                .with("already_redeemed", StateRules::notUsedUp)
                .with("balance_too_low", StateRules::balanceSuffices);
    }
}
