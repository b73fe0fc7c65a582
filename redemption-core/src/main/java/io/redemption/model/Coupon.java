package io.redemption.model;

import io.redemption.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a coupon: a promotion that many users may redeem, within limits. Immutable.
 *
 * @param id an id of kind {@link RedeemableKind#COUPON}
 * @param code the code that shoppers type, or {@code null} if it is not known
 * @param active whether it is switched on, or {@code null} if that is not known
 * @param validity when it may be redeemed, or {@code null} if that is not known
 * @param value what it is worth, or {@code null} if that is not known
 * @param currency the currency of its amounts, or {@code null} if it is not known
 * @param totalLimit how often it may be redeemed by all users together, or {@code null} if that is not known
 * @param perUserLimit how often it may be redeemed by each user, or {@code null} if that is not known
 * @param audience who may redeem it, or {@code null} if that is not known
 */
public record Coupon(
        RedeemableId id,
        @Nullable Code code,
        @Nullable Boolean active,
        @Nullable Validity validity,
        @Nullable Discount value,
        @Nullable CurrencyCode currency,
        @Nullable UsageLimit totalLimit,
        @Nullable UsageLimit perUserLimit,
        @Nullable Audience audience)
        implements Redeemable {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if the id is missing
     * @throws IllegalArgumentException if the id is of another kind
     */
    public Coupon {
        Checks.required("id", id);
        if (id.kind() != RedeemableKind.COUPON) {
            throw Checks.unexpected("kind of id", id.kind(), "COUPON");
        }
    }

    /**
     * Begins the terms of an active coupon, always valid, without limits, for all users.
     *
     * @param id the coupon's id
     * @param value what it is worth
     * @return a builder
     */
    public static Builder builder(String id, Discount value) {
        return new Builder(RedeemableId.coupon(id), Checks.required("value", value));
    }

    /** {@return a builder that holds these terms} */
    public Builder toBuilder() {
        Builder builder = new Builder(id, value).like(this);
        builder.totalLimit = totalLimit;
        builder.perUserLimit = perUserLimit;
        builder.audience = audience;
        return builder;
    }

    /** Builds the terms of a coupon. Not thread-safe. */
    public static final class Builder extends TermsBuilder<Builder> {
        private final @Nullable Discount value;
        private @Nullable UsageLimit totalLimit = UsageLimit.NONE;
        private @Nullable UsageLimit perUserLimit = UsageLimit.NONE;
        private @Nullable Audience audience = Audience.ALL_USERS;

        private Builder(RedeemableId id, @Nullable Discount value) {
            super(id);
            this.value = value;
        }

        /**
         * Limits the uses by all users together. By default there is no limit.
         *
         * @param max the most uses; 0 is no limit
         * @return this builder
         */
        public Builder totalLimit(long max) {
            this.totalLimit = UsageLimit.of(max);
            return this;
        }

        /**
         * Limits the uses by each user. By default there is no limit.
         *
         * @param max the most uses of one user; 0 is no limit
         * @return this builder
         */
        public Builder perUserLimit(long max) {
            this.perUserLimit = UsageLimit.of(max);
            return this;
        }

        /**
         * Sets who may redeem it. By default all users.
         *
         * @param audience who
         * @return this builder
         */
        public Builder audience(Audience audience) {
            this.audience = Checks.required("audience", audience);
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
