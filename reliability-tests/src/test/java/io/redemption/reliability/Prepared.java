package io.redemption.reliability;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Redeemable;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.port.IdSource;
import java.util.List;

/**
 * An issuer as it is when the threads of a program begin: one redeemable, redeemed a few times. Nobody else is there
 * yet, so that Lincheck need not watch how it comes about, which would take it longer than the program itself.
 * Immutable.
 *
 * @param issuer the issuer
 * @param redemptions what is on record, in the order of the attempts
 */
public record Prepared(InMemoryRedemptionPort issuer, List<Redemption> redemptions) {
    private static final InMemoryRedemptionPort.Builder ISSUERS =
            InMemoryRedemptionPort.builder().time(StoppedTime.AT_NOON).ids(IdSource.seeded(1));

    /** Issues the terms and makes the attempts, all of which must succeed. */
    public static Prepared by(Redeemable terms, List<RedemptionAttempt> attempts) {
        InMemoryRedemptionPort issuer = ISSUERS.build();
        Fixtures.answer(issuer.issue(terms));
        return new Prepared(
                issuer,
                attempts.stream()
                        .map(attempt -> Fixtures.redeemed(Fixtures.answer(issuer.redeem(attempt))))
                        .toList());
    }
}
