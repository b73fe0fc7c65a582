package io.redemption.model;

import io.redemption.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Builds the terms that all kinds of redeemables have. Not thread-safe.
 *
 * @param <B> the builder of one kind
 */
abstract sealed class TermsBuilder<B extends TermsBuilder<B>>
        permits Coupon.Builder, Voucher.Builder, GiftCard.Builder {
    final RedeemableId id;

    @Nullable
    Code code;

    @Nullable
    CurrencyCode currency;

    @Nullable
    Boolean active = true;

    @Nullable
    Validity validity = Validity.ALWAYS;

    TermsBuilder(RedeemableId id) {
        this.id = id;
    }

    /** Copies the terms that all kinds have. */
    B like(Redeemable terms) {
        this.code = terms.code();
        this.currency = terms.currency();
        this.active = terms.active();
        this.validity = terms.validity();
        return self();
    }

    abstract B self();

    /**
     * Sets the code. By default it is not known.
     *
     * @param text what shoppers type
     * @return this builder
     * @throws IllegalArgumentException if it is no code
     */
    public B code(String text) {
        this.code = Code.of(Checks.required("text", text));
        return self();
    }

    /**
     * Sets whether it can be redeemed. By default it can.
     *
     * @param active whether it can be redeemed
     * @return this builder
     */
    public B active(boolean active) {
        this.active = active;
        return self();
    }

    /**
     * Sets when it may be redeemed. By default always.
     *
     * @param validity from when until when
     * @return this builder
     */
    public B validity(Validity validity) {
        this.validity = Checks.required("validity", validity);
        return self();
    }

    /**
     * Sets the currency. By default it is not known.
     *
     * @param currency three letters
     * @return this builder
     * @throws IllegalArgumentException if it is no such code
     */
    public B currency(String currency) {
        this.currency = CurrencyCode.of(Checks.required("currency", currency));
        return self();
    }
}
