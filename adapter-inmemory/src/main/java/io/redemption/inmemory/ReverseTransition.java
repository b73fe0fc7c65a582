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

/** Reverses redemptions, each once: finds and records under the lock of the redeemable. Thread-safe. */
final class ReverseTransition {
    private final Catalogue catalogue;
    private final KnownUsers users;
    private final TimeSource time;
    private final ReversalPolicy reversalPolicy;

    ReverseTransition(Catalogue catalogue, KnownUsers users, TimeSource time, ReversalPolicy reversalPolicy) {
        this.catalogue = catalogue;
        this.users = users;
        this.time = time;
        this.reversalPolicy = reversalPolicy;
    }

    ReversalOutcome reverse(Reversal reversal) {
        RedeemableSlot slot = catalogue.find(reversal.redeemable());
        if (slot == null) {
            return new NothingToReverse(reversal);
        }
        Instant now = time.now().truncatedTo(ChronoUnit.SECONDS);
        return slot.locked(() -> {
            Redemption redemption = slot.findActive(reversal.redemption());
            if (redemption == null) {
                return new NothingToReverse(reversal);
            }
            noteUser(redemption);
            slot.publishReversal(redemption, now, reversalPolicy);
            return new Reversed(reversal);
        });
    }

    private void noteUser(Redemption redemption) {
        String user = redemption.redeemer().userId();
        if (user != null && reversalPolicy.userSlot() && redemption.redeemable().kind() == RedeemableKind.COUPON) {
            users.couponReversed(user);
        }
    }
}
