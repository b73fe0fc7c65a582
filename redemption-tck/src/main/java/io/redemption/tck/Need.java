package io.redemption.tck;

import io.redemption.Capability;
import java.util.function.Predicate;

/**
 * What a clause asks of a port or its fixture beyond the plain contract.
 *
 * @param name what the report calls it
 * @param reason why the clause cannot be proven without
 * @param met whether it is there
 */
record Need(String name, String reason, Predicate<Bench> met) {
    /** The port also reads redeemables. */
    static final Need REDEEMABLE_PORT = new Need(
            "RedeemablePort", "the port is not a RedeemablePort, so it tells nothing of redeemables", Bench::describes);

    /** The fixture hands out the issuer's clock. */
    static final Need ISSUER_CLOCK =
            new Need("IssuerClock", "the fixture has no issuer clock, so real time was used", Bench::hasClock);

    static Need of(Capability capability) {
        return new Need(capability.name(), "the port does not declare " + capability, bench -> bench.can(capability));
    }

    boolean isMetBy(Bench bench) {
        return met.test(bench);
    }
}
