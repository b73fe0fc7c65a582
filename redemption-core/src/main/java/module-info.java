/**
 * The domain of redemption: redeemables, rules, outcomes, the ports that issuers implement, and {@code Redemptions},
 * which platform code holds. Depends on the JDK alone.
 */
module io.redemption.core {
    requires static org.jspecify;

    exports io.redemption;
    exports io.redemption.checkout;
    exports io.redemption.rules;
}
