package io.redemption.tck;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** The toy issuer, with or without some of its guards, as a fixture of the contract. */
record ToyFixture(String name, ToyIssuer port, ToyClock issuerClock, ContractScale scale) implements ContractFixture {
    /** An issuer without a guard may never end a call, and its contract waits for that. */
    private static final Duration PATIENCE = Duration.ofSeconds(Boolean.getBoolean("reliability") ? 10 : 4);

    private static final ContractScale SMALL = new ContractScale(12, 2, 30, 4, 5, PATIENCE, 1);
    private static final ContractScale TINY = new ContractScale(6, 1, 3, 4, 5, PATIENCE, 1);

    /** The issuer with all its guards. */
    static ToyFixture right() {
        return of("toy", Set.of(), SMALL);
    }

    /** The issuer without one guard; where no race is needed to notice, the races are tiny. */
    static ToyFixture without(Guard guard) {
        String name = guard.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return of(name, Set.of(guard), guard.always().isEmpty() ? SMALL : TINY);
    }

    private static ToyFixture of(String name, Set<Guard> missing, ContractScale scale) {
        ToyClock clock = new ToyClock();
        return new ToyFixture(name, new ToyIssuer(clock, missing), clock, scale);
    }

    @Override
    public RedeemableId seed(Redeemable terms) {
        return port.issue(terms);
    }
}
