package io.redemption.model;

import io.redemption.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * A request to redeem. Holds personal data, which {@link #toString} does not show. Immutable.
 *
 * <p>Creating a request checks formats only. The request rules check what a redeemable of this kind requires, and
 * return violations.
 *
 * @param redeemable what is redeemed
 * @param redeemer the user who redeems
 * @param value how much of it, in the currency of the terms, or {@code null} if it is not stated
 * @param transaction which transaction id it carries
 * @param orderTotal the total of the order, for rules, or {@code null}; it is never sent
 */
public record RedemptionRequest(
        RedeemableId redeemable,
        Redeemer redeemer,
        @Nullable Amount value,
        TransactionChoice transaction,
        @Nullable Amount orderTotal) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if redeemable, redeemer or choice is missing
     */
    public RedemptionRequest {
        Checks.required("redeemable", redeemable);
        Checks.required("redeemer", redeemer);
        Checks.required("transaction", transaction);
    }

    /**
     * Begins a request.
     *
     * @param redeemable what is redeemed
     * @return a builder
     */
    public static Builder builder(RedeemableId redeemable) {
        return new Builder(redeemable);
    }

    /** Builds a request. Not thread-safe. */
    public static final class Builder {
        private final RedeemableId redeemable;
        private @Nullable String userId;
        private @Nullable String email;
        private @Nullable String phone;
        private @Nullable Amount value;
        private @Nullable Amount orderTotal;
        private TransactionChoice transaction = new TransactionChoice.Generated();

        private Builder(RedeemableId redeemable) {
            this.redeemable = Checks.required("redeemable", redeemable);
        }

        /**
         * Sets the user. Coupons and vouchers require one.
         *
         * @param userId the merchant's id of the user, 1 to 255 characters
         * @return this builder
         */
        public Builder user(String userId) {
            this.userId = Checks.required("userId", userId);
            return this;
        }

        /**
         * Adds the user's e-mail address.
         *
         * @param email 1 to 255 characters
         * @return this builder
         */
        public Builder email(String email) {
            this.email = Checks.required("email", email);
            return this;
        }

        /**
         * Adds the user's phone number.
         *
         * @param phone 1 to 255 characters
         * @return this builder
         */
        public Builder phone(String phone) {
            this.phone = Checks.required("phone", phone);
            return this;
        }

        /**
         * Sets the user, with all three fields.
         *
         * @param redeemer the user
         * @return this builder
         */
        public Builder redeemer(Redeemer redeemer) {
            Checks.required("redeemer", redeemer);
            this.userId = redeemer.userId();
            this.email = redeemer.email();
            this.phone = redeemer.phone();
            return this;
        }

        /**
         * Sets the amount. Gift cards require it.
         *
         * @param value as {@link Amount#of(String)} reads it
         * @return this builder
         * @throws IllegalArgumentException if the text is no amount
         */
        public Builder value(String value) {
            return value(Amount.of(Checks.required("value", value)));
        }

        /**
         * Sets the amount. Gift cards require it.
         *
         * @param value the amount
         * @return this builder
         */
        public Builder value(Amount value) {
            this.value = Checks.required("value", value);
            return this;
        }

        /**
         * Sets the total of the order, for rules. It is never sent.
         *
         * @param orderTotal the amount, in the currency of the terms
         * @return this builder
         */
        public Builder orderTotal(Amount orderTotal) {
            this.orderTotal = Checks.required("orderTotal", orderTotal);
            return this;
        }

        /**
         * Sends this transaction id as given. The caller guarantees that no other attempt uses it.
         *
         * @param id 1 to 255 characters
         * @return this builder
         */
        public Builder uniqueTransaction(String id) {
            return transaction(new TransactionChoice.Unique(TransactionId.of(Checks.required("id", id))));
        }

        /**
         * Sends a unique transaction id with this prefix.
         *
         * @param prefix 1 to 100 characters
         * @return this builder
         */
        public Builder transactionPrefix(String prefix) {
            return transaction(new TransactionChoice.Prefixed(Checks.required("prefix", prefix)));
        }

        /**
         * Sets which transaction id it carries. By default a generated one.
         *
         * @param transaction the choice
         * @return this builder
         */
        public Builder transaction(TransactionChoice transaction) {
            this.transaction = Checks.required("transaction", transaction);
            return this;
        }

        /**
         * Creates the request.
         *
         * @return the request
         * @throws IllegalArgumentException if a redeemer field is empty or too long, or the user id is blank
         */
        public RedemptionRequest build() {
            return new RedemptionRequest(
                    redeemable, new Redeemer(userId, email, phone), value, transaction, orderTotal);
        }
    }
}
