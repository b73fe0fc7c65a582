package io.redemption.inmemory;

import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.port.TimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Takes redemptions back, each once: it looks and records under the lock of the redeemable. Thread-safe. */
final class ReverseTransition {
    private final Catalogue catalogue;
    private final KnownUsers customers;
    private final TimeSource time;
    private final ReversalPolicy giveBack;

    ReverseTransition(Catalogue catalogue, KnownUsers customers, TimeSource time, ReversalPolicy giveBack) {
        this.catalogue = catalogue;
        this.customers = customers;
        this.time = time;
        this.giveBack = giveBack;
    }

    ReversalOutcome reverse(Reversal reversal) {
        RedeemableSlot account = catalogue.find(reversal.redeemable());
        if (account == null) {
            return new NothingToReverse(reversal);
        }
        Instant now = time.now().truncatedTo(ChronoUnit.SECONDS);
        return RedeemableSlot.locked(List.of(account), () -> {
            Snapshot snapshot = account.snapshot();
            Redemption redemption = snapshot.ledger().findActive(reversal.redemption());
            if (redemption == null) {
                return new NothingToReverse(reversal);
            }
            noteCustomer(redemption);
            account.publish(snapshot.reversed(redemption, now, giveBack));
            return new Reversed(reversal);
        });
    }

    private void noteCustomer(Redemption redemption) {
        String user = redemption.redeemer().userId();
        if (user != null && giveBack.userSlot() && redemption.redeemable().kind() == RedeemableKind.COUPON) {
            customers.couponGivenBack(user);
        }
    }
}
