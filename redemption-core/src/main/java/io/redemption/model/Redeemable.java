package io.redemption.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A coupon, a voucher or a gift card, described by its <i>terms</i>: what the rules check and redemptions never change.
 * What redemptions change is its {@link Usage}. Immutable.
 *
 * <p>A term is {@code null} if the issuer does not return it, or returns it in an unreadable form. Then nothing is
 * guessed: a rule that needs it finds nothing, and only {@code redeem} decides. What an issuer of this library issues
 * has all its terms.
 */
public sealed interface Redeemable permits Coupon, Voucher, GiftCard {
    /** {@return the issuer's id} */
    RedeemableId id();

    /** {@return the code that a shopper types, or {@code null} if it is not known} */
    @Nullable
    Code code();

    /** {@return whether the issuer has switched it on, or {@code null} if that is not known} */
    @Nullable
    Boolean active();

    /** {@return when it may be redeemed, or {@code null} if that is not known} */
    @Nullable
    Validity validity();

    /** {@return the currency of its amounts, or {@code null} if it is not known} */
    @Nullable
    CurrencyCode currency();

    /**
     * Applies the function for this kind of redeemable. A new kind breaks every caller at compile time.
     *
     * @param onCoupon for a coupon
     * @param onVoucher for a voucher
     * @param onGiftCard for a gift card
     * @param <T> the type of the answer
     * @return the answer of the function that applies
     */
    default <T> T fold(Function<Coupon, T> onCoupon, Function<Voucher, T> onVoucher, Function<GiftCard, T> onGiftCard) {
        if (this instanceof Coupon coupon) {
            return onCoupon.apply(coupon);
        }
        if (this instanceof Voucher voucher) {
            return onVoucher.apply(voucher);
        }
        return onGiftCard.apply((GiftCard) this);
    }
}
