package io.redemption.micrometer;

import java.util.List;

/** The measures, with the names that {@link MicrometerRedemptionListener} documents. */
enum Measure {
    CALLS("redemption.calls", "How long calls took", "operation", "kind", "result"),
    REFUSALS("redemption.refusals", "Reasons of refused calls", "operation", "kind", "reason"),
    DOUBTS("redemption.doubts", "Calls whose outcome is unknown", "operation", "kind", "doubt"),
    FAILURES("redemption.failures", "Calls that failed", "operation", "kind", "failure"),
    RESOLUTIONS("redemption.resolutions", "Age of the doubt when it was checked", "operation", "kind", "verdict"),
    VIOLATIONS("redemption.contract.violations", "Broken contracts of adapters", "operation", "violation"),
    SENDS("redemption.sends", "Requests handed to the transport", "operation", "kind"),
    RETRIES("redemption.retries", "Repetitions of calls", "operation", "kind", "cause"),
    BREAKER_STATE("redemption.breaker.state", "1 for the state that the circuit breaker is in", "traffic", "state"),
    POOL_IN_USE("redemption.pool.in.use", "Sends that have a connection", "traffic"),
    POOL_WAITING("redemption.pool.waiting", "Sends that wait for a connection", "traffic"),
    CACHE_READS("redemption.cache.reads", "Reads that reached the cache", "operation", "result"),
    CACHE_LOADS("redemption.cache.loads", "How long reads of the cache from the issuer took", "operation", "result"),
    CACHE_WEIGHT("redemption.cache.weight", "Redemptions and states in the cache");

    final String meter;
    final String description;

    @SuppressWarnings("ImmutableEnumChecker") // the list is made by List.of
    final List<String> tags;

    Measure(String meter, String description, String... tags) {
        this.meter = meter;
        this.description = description;
        this.tags = List.of(tags);
    }
}
