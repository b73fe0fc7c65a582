/**
 * For unit tests of code that redeems: a JUnit 5 extension that gives each test its own shop, AssertJ assertions,
 * faults on demand over any port, a forwarding port, and time that a test moves.
 */
module io.redemption.testing {
    requires static org.jspecify;
    requires transitive io.redemption.core;
    requires transitive io.redemption.inmemory;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;

    exports io.redemption.testing;
}
