/**
 * For the unit tests of code that redeems: a JUnit 5 extension that gives each test a shop of its own, and AssertJ
 * assertions for what the shop answers.
 */
module io.redemption.junit {
    requires static org.jspecify;
    requires transitive io.redemption.core;
    requires transitive io.redemption.inmemory;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;

    exports io.redemption.junit;
}
