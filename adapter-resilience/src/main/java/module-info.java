/**
 * A decorator for any issuer's port: one deadline over all sends of a call, repetition of what may be repeated, circuit
 * breakers, rate limits and bulkheads.
 */
module io.redemption.resilience {
    requires transitive io.redemption.core;
    requires static org.jspecify;
    requires io.github.resilience4j.core;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.ratelimiter;
    requires io.github.resilience4j.bulkhead;

    exports io.redemption.resilience;
}
