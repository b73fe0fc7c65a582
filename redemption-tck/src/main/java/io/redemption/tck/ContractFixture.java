package io.redemption.tck;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.RedemptionPort;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the contract needs of an adapter: a port, and a way to issue redeemables for it. JUnit users extend
 * {@link RedemptionPortContract} instead, which has the same methods.
 */
public interface ContractFixture {
    /**
     * Returns the name of the adapter in the report.
     *
     * @return letters, digits, dots and dashes, because it becomes part of a file name
     */
    String name();

    /**
     * Returns the port to prove. Called once in a run: all clauses use the same port, as a platform does, with fresh
     * redeemables and users.
     *
     * @return the port, and ideally a {@link io.redemption.port.RedeemablePort} as well
     */
    RedemptionPort port();

    /**
     * Issues a redeemable that the port can redeem once this method has returned. May block.
     *
     * @param terms what to issue, under a fresh random id. An issuer that cannot issue such terms throws; the clause
     *     then fails
     * @return the id under which it was issued, the one in the terms or the issuer's own
     */
    RedeemableId seed(Redeemable terms);

    /**
     * Returns the issuer's clock, if a test can move it.
     *
     * @return the clock, or {@code null} if the issuer runs on real time. Then time limits are proven with a margin of
     *     2 seconds, which assumes that both clocks agree to the second
     */
    default @Nullable IssuerClock issuerClock() {
        return null;
    }

    /** {@return how large the races are; by default {@link ContractScale#MODEST}} */
    default ContractScale scale() {
        return ContractScale.MODEST;
    }

    /** {@return what the issuer's policy restores when a redemption is reversed; by default everything} */
    default Set<RestoredOnReversal> restoredOnReversal() {
        return EnumSet.allOf(RestoredOnReversal.class);
    }
}
