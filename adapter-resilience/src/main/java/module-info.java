/**
 * A decorator for any port: one deadline over all sends of a call, safe retries, circuit breakers, rate limits and
 * bulkheads.
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
