package io.redemption.cli;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Redeemable;
import io.redemption.model.RedemptionException;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Makes issuers in memory and issues a catalogue. */
final class Issuers {
    private Issuers() {}

    /**
     * Makes an issuer.
     *
     * @throws CommandFailure if an item of the catalogue cannot be issued, or two have one id or one code
     */
    static InMemoryRedemptionPort of(List<Redeemable> catalogue) {
        return issued(catalogue, InMemoryRedemptionPort.create());
    }

    /**
     * Issues a catalogue and returns the issuer.
     *
     * @throws CommandFailure if an item of the catalogue cannot be issued, or two have one id or one code
     */
    static InMemoryRedemptionPort issued(List<Redeemable> catalogue, InMemoryRedemptionPort issuer) {
        for (Redeemable terms : catalogue) {
            try {
                issuer.restore(terms).toCompletableFuture().join();
            } catch (CompletionException e) {
                String why = e.getCause() instanceof RedemptionException failure
                        ? String.valueOf(failure.getMessage()).replaceFirst("^[A-Z_]+: ", "")
                        : "not issued";
                throw new CommandFailure("catalogue: " + terms.id() + ": " + why);
            }
        }
        return issuer;
    }
}
