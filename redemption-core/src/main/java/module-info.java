/**
 * The domain of redemption: redeemables, rules, outcomes, the ports that issuers implement, and {@code Redemptions},
 * which platform code calls. Depends on the JDK alone.
 */
@SuppressWarnings("module") // the modules of the qualified exports do not exist yet when this one is compiled
module io.redemption.core {
    requires static org.jspecify;

    exports io.redemption;
    exports io.redemption.model;
    exports io.redemption.port;
    exports io.redemption.rules;
    exports io.redemption.events;
    exports io.redemption.internal to
            io.redemption.cache,
            io.redemption.jdbc,
            io.redemption.resilience,
            io.redemption.server,
            io.redemption.vertx;
    exports io.redemption.internal.calls to
            io.redemption.cache,
            io.redemption.jdbc,
            io.redemption.resilience,
            io.redemption.testing,
            io.redemption.vauchar,
            io.redemption.vertx;
}
