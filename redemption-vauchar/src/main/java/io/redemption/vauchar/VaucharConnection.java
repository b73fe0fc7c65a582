package io.redemption.vauchar;

import io.redemption.Redemptions;
import io.redemption.port.CataloguePort;

/**
 * What {@link VaucharRedemptions#connectWithCatalogue} opens: an issuer's redemptions, and the lists of its
 * redeemables, which a gateway passes on. Thread-safe.
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

    /** {@return the lists of the issuer, and its advice on codes; they fail once this connection is closed} */
    public CataloguePort catalogue() {
        return catalogue;
    }

    /** Closes the redemptions as {@link VaucharRedemptions#connect} says, and with them the lists. */
    @Override
    public void close() {
        redemptions.close();
    }

    /** {@return the text of the redemptions, which shows the stack} */
    @Override
    public String toString() {
        return "VaucharConnection(" + redemptions + ")";
    }
}
