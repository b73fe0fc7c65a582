package io.redemption.tck;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableKind;
import io.redemption.model.ViolationCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The check that is not repeated after the gap between check and act. */
final class Gap {
    private Gap() {}

    /** The reason that is overlooked for this redeemable, or {@code null} if there is no gap. */
    static @Nullable ViolationCode of(Set<Guard> missing, Redeemable terms) {
        RedeemableKind kind = terms.id().kind();
        if (missing.contains(Guard.ATTEMPT_CLAIMED_IN_ONE_STEP)) {
            return ViolationCode.ATTEMPT_REUSED;
        }
        if (kind == RedeemableKind.COUPON && missing.contains(Guard.TOTAL_LIMIT_IN_ONE_STEP)) {
            return ViolationCode.TOTAL_LIMIT_REACHED;
        }
        if (kind == RedeemableKind.COUPON && missing.contains(Guard.USER_LIMIT_IN_ONE_STEP)) {
            return ViolationCode.USER_LIMIT_REACHED;
        }
        if (kind == RedeemableKind.VOUCHER && missing.contains(Guard.VOUCHER_IN_ONE_STEP)) {
            return ViolationCode.ALREADY_REDEEMED;
        }
        boolean ofBalance = missing.contains(Guard.BALANCE_CHECKED_IN_ONE_STEP)
                || missing.contains(Guard.BALANCE_READ_AND_WRITTEN_IN_ONE_STEP);
        return kind == RedeemableKind.GIFT_CARD && ofBalance ? ViolationCode.BALANCE_TOO_LOW : null;
    }
}
