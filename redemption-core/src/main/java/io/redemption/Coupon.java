package io.redemption;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a coupon: a promotion that many users may redeem, within limits. Immutable.
 *
 * @param id an id of kind {@link RedeemableKind#COUPON}
 * @param code the code that shoppers type, or {@code null} if it is not known
 * @param active whether it is switched on
 * @param validity when it may be redeemed
 * @param value what it is worth
 * @param currency the currency of its amounts, or {@code null} if it is not known
 * @param totalLimit how often it may be redeemed by all users together
 * @param perUserLimit how often it may be redeemed by each user
 * @param audience who may redeem it
 */
public record Coupon(
        RedeemableId id,
        @Nullable Code code,
        boolean active,
        Validity validity,
        Value value,
        @Nullable CurrencyCode currency,
        UseLimit totalLimit,
        UseLimit perUserLimit,
        Audience audience)
        implements Redeemable {
    /**
     * Checks the components.
     *
     * @param id as the component says
     * @param code as the component says
     * @param active as the component says
     * @param validity as the component says
     * @param value as the component says
     * @param currency as the component says
     * @param totalLimit as the component says
     * @param perUserLimit as the component says
     * @param audience as the component says
     * @throws IllegalArgumentException if the id is of another kind
     */
    public Coupon {
        if (id.kind() != RedeemableKind.COUPON) {
            throw Checks.unexpected("kind of id", id.kind(), "COUPON");
        }
    }

    /**
     * Begins the terms of an active coupon, valid always, without limits, for everybody.
     *
     * @param id the coupon's id
     * @param value what it is worth
     * @return a builder
     */
    public static Builder builder(String id, Value value) {
        return new Builder(RedeemableId.coupon(id), value);
    }

    /** {@return a builder that holds these terms} */
    public Builder toBuilder() {
        return new Builder(id, value)
                .like(this)
                .totalLimit(totalLimit.max())
                .perUserLimit(perUserLimit.max())
                .audience(audience);
    }

    @Override
    public <T> T fold(Function<Coupon, T> onCoupon, Function<Voucher, T> onVoucher, Function<GiftCard, T> onGiftCard) {
        return onCoupon.apply(this);
    }

    /** Collects the terms of a coupon. Not thread-safe. */
    public static final class Builder extends TermsBuilder<Builder> {
        private final Value value;
        private UseLimit totalLimit = UseLimit.NONE;
        private UseLimit perUserLimit = UseLimit.NONE;
        private Audience audience = Audience.ALL_USERS;

        private Builder(RedeemableId id, Value value) {
            super(id);
            this.value = value;
        }

        /**
         * Limits the uses by all users together; by default there is no limit.
         *
         * @param max the most uses; 0 is no limit
         * @return this builder
         */
        public Builder totalLimit(long max) {
            this.totalLimit = UseLimit.of(max);
            return this;
        }

        /**
         * Limits the uses by each user; by default there is no limit.
         *
         * @param max the most uses of one user; 0 is no limit
         * @return this builder
         */
        public Builder perUserLimit(long max) {
            this.perUserLimit = UseLimit.of(max);
            return this;
        }

        /**
         * Says who may redeem it; by default everybody.
         *
         * @param audience who
         * @return this builder
         */
        public Builder audience(Audience audience) {
            this.audience = audience;
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        /** {@return the coupon} */
        public Coupon build() {
            return new Coupon(id, code, active, validity, value, currency, totalLimit, perUserLimit, audience);
        }
    }
}
