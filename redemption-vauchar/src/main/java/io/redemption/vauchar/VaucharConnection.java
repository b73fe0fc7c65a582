package io.redemption.vauchar;

import io.redemption.Redemptions;
import io.redemption.events.TrafficClass;
import io.redemption.port.CataloguePort;
import io.redemption.port.RedemptionPort;
import io.redemption.resilience.ResilienceListener.BreakerState;
import io.redemption.resilience.ResilientRedemptionPort;
import java.util.Optional;

/**
 * The result of {@link VaucharRedemptions#connectWithCatalogue}: an issuer's redemptions, and the lists of its
 * redeemables for a gateway. Thread-safe.
 */
public final class VaucharConnection implements AutoCloseable {
    private final Redemptions redemptions;
    private final CataloguePort catalogue;
    private final RedemptionPort resilient;

    VaucharConnection(Redemptions redemptions, CataloguePort catalogue, RedemptionPort resilient) {
        this.redemptions = redemptions;
        this.catalogue = catalogue;
        this.resilient = resilient;
    }

    /** {@return the redemptions, over the whole client stack} */
    public Redemptions redemptions() {
        return redemptions;
    }

    /** {@return the lists of the issuer, and its validations of codes; they fail once this connection is closed} */
    public CataloguePort catalogue() {
        return catalogue;
    }

    /**
     * Returns the state of a circuit breaker, for health checks beside {@link Redemptions#probe}, which passes breakers
     * by. An open one stays so until the first send after its time.
     *
     * @param traffic reads or writes
     * @return closed, open or half open; empty if resilience is turned off
     */
    public Optional<BreakerState> breakerState(TrafficClass traffic) {
        return resilient instanceof ResilientRedemptionPort port
                ? Optional.of(port.breakerState(traffic))
                : Optional.empty();
    }

    /** Closes the redemptions and the lists as {@link VaucharRedemptions#connect} describes. */
    @Override
    public void close() {
        redemptions.close();
    }

    /** {@return the redemptions as text, which shows the layers} */
    @Override
    public String toString() {
        return "VaucharConnection(" + redemptions + ")";
    }
}
