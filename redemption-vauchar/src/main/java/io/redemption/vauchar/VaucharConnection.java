package io.redemption.vauchar;

import io.redemption.Redemptions;
import io.redemption.port.CataloguePort;

/**
 * The result of {@link VaucharRedemptions#connectWithCatalogue}: an issuer's redemptions, and the lists of its
 * redeemables for a gateway. Thread-safe.
 */
public final class VaucharConnection implements AutoCloseable {
    private final Redemptions redemptions;
    private final CataloguePort catalogue;

    VaucharConnection(Redemptions redemptions, CataloguePort catalogue) {
        this.redemptions = redemptions;
        this.catalogue = catalogue;
    }

    /** {@return the redemptions, over the whole client stack} */
    public Redemptions redemptions() {
        return redemptions;
    }

    /** {@return the lists of the issuer, and its validations of codes; they fail once this connection is closed} */
    public CataloguePort catalogue() {
        return catalogue;
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
