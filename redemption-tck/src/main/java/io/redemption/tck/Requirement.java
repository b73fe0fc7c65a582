package io.redemption.tck;

import io.redemption.model.Capability;
import java.util.function.Predicate;

/**
 * What a clause asks of a port or its fixture beyond the plain contract.
 *
 * @param name what the report calls it
 * @param reason why the clause cannot be proven without
 * @param met whether it is there
 */
record Requirement(String name, String reason, Predicate<ClauseContext> met) {
    /** The port also reads redeemables. */
    static final Requirement REDEEMABLE_PORT = new Requirement(
            "RedeemablePort",
            "the port is not a RedeemablePort, so it tells nothing of redeemables",
            ClauseContext::describes);

    /** The fixture hands out the issuer's clock. */
    static final Requirement ISSUER_CLOCK = new Requirement(
            "IssuerTime", "the fixture has no issuer clock, so real time was used", ClauseContext::hasClock);

    static Requirement of(Capability capability) {
        return new Requirement(
                capability.name(), "the port does not declare " + capability, context -> context.can(capability));
    }

    boolean isMetBy(ClauseContext context) {
        return met.test(context);
    }
}
