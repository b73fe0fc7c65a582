package io.redemption.cli;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableKind;
import java.util.List;

/** Writes counts with their nouns. */
final class Counts {
    private Counts() {}

    static String of(List<Redeemable> terms) {
        return of(terms, RedeemableKind.COUPON, "coupon") + ", " + of(terms, RedeemableKind.VOUCHER, "voucher") + ", "
                + of(terms, RedeemableKind.GIFT_CARD, "gift card");
    }

    static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String of(List<Redeemable> terms, RedeemableKind kind, String noun) {
        return of(terms.stream().filter(each -> each.id().kind() == kind).count(), noun);
    }
}
