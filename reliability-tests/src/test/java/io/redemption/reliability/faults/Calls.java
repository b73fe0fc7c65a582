package io.redemption.reliability.faults;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionRequest;

/** Requests to redeem that are all of the same length on the wire, kind by kind, so that each byte can be counted. */
public final class Calls {
    /** Who redeems. */
    public static final String USER = "123";

    /** How much. */
    public static final String VALUE = "5.00";

    private static final RedeemableKind[] KINDS = RedeemableKind.values();

    private Calls() {}

    /** Of the kinds in turn; so many calls in a row of a kind are about the same redeemable. */
    public static RedemptionRequest request(int number, int callsPerRedeemable) {
        RedeemableKind kind = KINDS[number % KINDS.length];
        return request(new RedeemableId(kind, String.format("id-%07d", number / KINDS.length / callsPerRedeemable)));
    }

    /** By the one user, of the one value, with a transaction id that is made for it. */
    public static RedemptionRequest request(RedeemableId id) {
        return RedemptionRequest.builder(id).user(USER).value(VALUE).build();
    }

    /** Where redemptions of a redeemable are created and listed. */
    public static String target(RedeemableId id) {
        String kind = switch (id.kind()) {
            case COUPON -> "coupons";
            case VOUCHER -> "vouchers";
            case GIFT_CARD -> "gift-cards";
        };
        return "/" + kind + "/" + id.value() + "/redemptions";
    }
}
