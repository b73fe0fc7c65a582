package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One recorded use of a redeemable, with every field that the API returns. Holds personal data, which {@link #toString}
 * does not show. Immutable.
 */
public final class Redemption {
    private final RedemptionId id;
    private final RedeemableId redeemable;
    private final Redeemer redeemer;
    private final @Nullable Amount value;
    private final @Nullable TransactionId transactionId;
    private final @Nullable String customerId;
    private final @Nullable String teamId;
    private final Instant createdAt;
    private final @Nullable String href;

    private Redemption(Builder builder) {
        this.id = builder.id;
        this.redeemable = builder.redeemable;
        this.redeemer = builder.redeemer;
        this.value = builder.value;
        this.transactionId = builder.transactionId;
        this.customerId = builder.customerId;
        this.teamId = builder.teamId;
        this.createdAt = builder.createdAt;
        this.href = builder.href;
    }

    /**
     * Returns a builder of a redemption about which no more is known.
     *
     * @param id the issuer's id
     * @param redeemable what was redeemed
     * @param createdAt when it was made, by the issuer's clock; the API has whole seconds
     * @return the builder
     */
    public static Builder builder(RedemptionId id, RedeemableId redeemable, Instant createdAt) {
        return new Builder(id, redeemable, createdAt);
    }

    /** {@return a builder that begins with this redemption} */
    public Builder toBuilder() {
        return new Builder(id, redeemable, createdAt)
                .redeemer(redeemer)
                .value(value)
                .transactionId(transactionId)
                .customerId(customerId)
                .teamId(teamId)
                .href(href);
    }

    /** {@return the issuer's id} */
    public RedemptionId id() {
        return id;
    }

    /** {@return what was redeemed} */
    public RedeemableId redeemable() {
        return redeemable;
    }

    /** {@return the user who redeemed; absent fields are {@code null}} */
    public Redeemer redeemer() {
        return redeemer;
    }

    /** {@return the amount, or {@code null} if it was not stated} */
    public @Nullable Amount value() {
        return value;
    }

    /** {@return the transaction id as the issuer stores it, or {@code null} if it has none} */
    public @Nullable TransactionId transactionId() {
        return transactionId;
    }

    /** {@return the issuer's id of the user, or {@code null}; gift-card redemptions have none} */
    public @Nullable String customerId() {
        return customerId;
    }

    /** {@return the team that redeemed, or {@code null}; gift-card redemptions have none} */
    public @Nullable String teamId() {
        return teamId;
    }

    /** {@return when it was made, by the issuer's clock; the API has whole seconds} */
    public Instant createdAt() {
        return createdAt;
    }

    /**
     * Returns the issuer's link to it. It may point to a foreign host and is never requested.
     *
     * @return the link, as text, or {@code null}
     */
    public @Nullable String href() {
        return href;
    }

    private @Nullable Object[] fields() {
        return new @Nullable Object[] {
            id, redeemable, redeemer, value, transactionId, customerId, teamId, createdAt, href
        };
    }

    /** {@return whether every field is equal} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Redemption that && Arrays.equals(fields(), that.fields());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields());
    }

    /** {@return id, redeemable, value and time; nothing of the redeemer} */
    @Override
    public String toString() {
        return "Redemption[" + id + " of " + redeemable + (value == null ? "" : ", " + value) + ", " + createdAt + "]";
    }

    /** Collects what is known of a redemption. Not thread-safe. */
    public static final class Builder {
        private final RedemptionId id;
        private final RedeemableId redeemable;
        private final Instant createdAt;
        private Redeemer redeemer = Redeemer.ANONYMOUS;
        private @Nullable Amount value;
        private @Nullable TransactionId transactionId;
        private @Nullable String customerId;
        private @Nullable String teamId;
        private @Nullable String href;

        private Builder(RedemptionId id, RedeemableId redeemable, Instant createdAt) {
            this.id = Checks.required("id", id);
            this.redeemable = Checks.required("redeemable", redeemable);
            this.createdAt = Checks.required("createdAt", createdAt);
        }

        /**
         * Sets the user who redeemed.
         *
         * @param redeemer the user; by default nobody is named
         * @return this builder
         */
        public Builder redeemer(Redeemer redeemer) {
            this.redeemer = Checks.required("redeemer", redeemer);
            return this;
        }

        /**
         * Sets the amount.
         *
         * @param value the amount, or {@code null} if it was not stated
         * @return this builder
         */
        public Builder value(@Nullable Amount value) {
            this.value = value;
            return this;
        }

        /**
         * Sets the transaction id.
         *
         * @param transactionId the id as the issuer stores it, or {@code null} if it has none
         * @return this builder
         */
        public Builder transactionId(@Nullable TransactionId transactionId) {
            this.transactionId = transactionId;
            return this;
        }

        /**
         * Sets the issuer's id of the user.
         *
         * @param customerId the id, or {@code null}
         * @return this builder
         */
        public Builder customerId(@Nullable String customerId) {
            this.customerId = customerId;
            return this;
        }

        /**
         * Sets the team that redeemed.
         *
         * @param teamId the team, or {@code null}
         * @return this builder
         */
        public Builder teamId(@Nullable String teamId) {
            this.teamId = teamId;
            return this;
        }

        /**
         * Sets the issuer's link to the redemption.
         *
         * @param href the link as text, or {@code null}
         * @return this builder
         */
        public Builder href(@Nullable String href) {
            this.href = href;
            return this;
        }

        /** {@return the redemption} */
        public Redemption build() {
            return new Redemption(this);
        }
    }
}
