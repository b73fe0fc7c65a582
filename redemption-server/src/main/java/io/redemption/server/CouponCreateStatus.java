package io.redemption.server;

/**
 * The status that answers a coupon redemption. The endpoint's documentation says 200; the vendor's own shop plugin
 * accepts only 201, as for vouchers and gift cards.
 */
public enum CouponCreateStatus {
    /** The documented status. */
    OK(200),
    /** The status that the vendor's shop plugin expects. */
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
