package io.redemption.reliability.history;

import io.redemption.reliability.Interleavings;
import io.redemption.reliability.PureClasses;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redemptions, reversals and reads of one coupon by several threads could have happened one after another. */
@Tag("alone")
@Order(1) // Lincheck weaves into every class that is loaded by then: many minutes once the others have run.
@Timeout(1200)
class IssuerLinearizabilityTest {
    @Test
    void modelChecking_ofTheIssuer_findsNoAnomaly() {
        new Interleavings(IssuerModel.class, 3, 2)
                .modelCheck("model checking of the issuer (3 threads x 2)", PureClasses::contain);
    }

    @Test
    void stress_ofTheIssuer_findsNoAnomaly() {
        new Interleavings(IssuerModel.class, 3, 3).stress("stress of the issuer (3 threads x 3)");
    }

    @Test
    void modelChecking_ofCounterAndMap_findsTheAnomaly() {
        new Interleavings(CounterAndMapModel.class, 2, 3)
                .modelCheckingCatches("model checking of counter and map: caught", PureClasses::contain);
    }
}
