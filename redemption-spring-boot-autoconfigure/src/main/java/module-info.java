/**
 * Spring Boot's auto-configuration of redemptions. Spring's modules are automatic ones, so a module that passes their
 * types must require them too.
 */
module io.redemption.spring {
    requires transitive io.redemption.core;
    requires transitive io.redemption.vauchar;
    requires io.redemption.vertx;
    requires io.redemption.resilience;
    requires java.sql;
    requires spring.beans;
    requires spring.boot;
    requires spring.boot.autoconfigure;
    requires spring.context;
    requires spring.core;
    // Chosen by a property, where they are present.
    requires static io.redemption.inmemory;
    requires static io.redemption.jdbc;
    requires static io.redemption.micrometer;
    requires static micrometer.core;
    requires static micrometer.observation;
    requires static context.propagation;
    requires static com.fasterxml.jackson.annotation; // also of the health types, for the compiler alone
    requires static com.fasterxml.jackson.core;
    requires static com.fasterxml.jackson.databind;
    requires static tools.jackson.core;
    requires static tools.jackson.databind;
    requires static spring.boot.actuator;
    requires static spring.boot.health;
    requires static org.jspecify;

    exports io.redemption.spring;

    opens io.redemption.spring; // Spring creates what is in it
}
