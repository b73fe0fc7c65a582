/** For the tests of Spring Boot applications: an issuer in memory with faults on demand, instead of the real one. */
module io.redemption.spring.test {
    requires transitive io.redemption.inmemory;
    requires transitive io.redemption.testing;
    requires io.redemption.core;
    requires io.redemption.spring;
    requires spring.beans;
    requires spring.boot.autoconfigure;
    requires spring.context;
    requires spring.core;
    requires spring.test;
    requires static org.jspecify;

    exports io.redemption.spring.test;

    opens io.redemption.spring.test; // Spring creates what is in it
}
