package io.redemption.tck;

import io.redemption.model.Capability;
import java.util.function.Predicate;

/**
 * What a clause requires of a port or its fixture beyond the plain contract.
 *
 * @param name its name in the report
 * @param reason why the clause cannot be proven without it
 * @param met whether it is there
 */
record Requirement(String name, String reason, Predicate<ClauseContext> met) {
    /** The port also reads redeemables. */
    static final Requirement REDEEMABLE_PORT = new Requirement(
            "RedeemablePort",
            "the port is not a RedeemablePort, so it does not read redeemables",
            ClauseContext::describes);

    /** The fixture has the issuer's clock. */
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
