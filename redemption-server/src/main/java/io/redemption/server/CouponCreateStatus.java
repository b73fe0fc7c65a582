package io.redemption.server;

/**
 * The status that answers a coupon redemption. The endpoint's document says 200; the vendor's own shop plugin takes 201
 * alone for success, as for vouchers and gift cards.
 */
public enum CouponCreateStatus {
    /** As documented. */
    OK(200),
    /** As the vendor's shop plugin expects it. */
    CREATED(201);

    private final int code;

    CouponCreateStatus(int code) {
        this.code = code;
    }

    /** {@return the HTTP status} */
    public int code() {
        return code;
    }
}
