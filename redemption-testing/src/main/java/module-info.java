/**
 * For the unit tests of code that redeems: a JUnit 5 extension that gives each test a shop of its own, AssertJ
 * assertions for what the shop answers, faults on demand over any issuer, and time that a test moves.
 */
module io.redemption.testing {
    requires static org.jspecify;
    requires transitive io.redemption.core;
    requires transitive io.redemption.inmemory;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;

    exports io.redemption.testing;
}
