package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a voucher: a code with a value that is used up by one redemption. Immutable.
 *
 * @param id an id of kind {@link RedeemableKind#VOUCHER}
 * @param code the code that the shopper types, or {@code null} if it is not known
 * @param active whether it is switched on, or {@code null} if that is not known; the API has no such switch for
 *     vouchers, so its vouchers are always active
 * @param validity when it may be redeemed, or {@code null} if that is not known
 * @param value what it is worth, or {@code null} if that is not known
 * @param currency the currency of its amounts, or {@code null} if it is not known
 * @param singleUse whether one redemption uses it up. The API calls some vouchers multi-use but shows no count, so its
 *     vouchers are single-use
 * @param teams the teams it is locked to; empty for none, {@code null} if they are not known. No rule uses them
 */
public record Voucher(
        RedeemableId id,
        @Nullable Code code,
        @Nullable Boolean active,
        @Nullable Validity validity,
        @Nullable Discount value,
        @Nullable CurrencyCode currency,
        boolean singleUse,
        @Nullable Set<String> teams)
        implements Redeemable {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if the id is missing
     * @throws IllegalArgumentException if the id is of another kind
     */
    public Voucher {
        Checks.required("id", id);
        if (id.kind() != RedeemableKind.VOUCHER) {
            throw Checks.unexpected("kind of id", id.kind(), "VOUCHER");
        }
        teams = teams == null ? null : Checks.copied("teams", teams);
    }

    /**
     * Begins the terms of an active single-use voucher, always valid, locked to no team.
     *
     * @param id the voucher's id
     * @param value what it is worth
     * @return a builder
     */
    public static Builder builder(String id, Discount value) {
        return new Builder(RedeemableId.voucher(id), Checks.required("value", value));
    }

    /** {@return a builder that holds these terms} */
    public Builder toBuilder() {
        Builder builder = new Builder(id, value).like(this).singleUse(singleUse);
        builder.teams = teams;
        return builder;
    }

    /** Builds the terms of a voucher. Not thread-safe. */
    public static final class Builder extends TermsBuilder<Builder> {
        private final @Nullable Discount value;
        private boolean singleUse = true;
        private @Nullable Set<String> teams = Set.of();

        private Builder(RedeemableId id, @Nullable Discount value) {
            super(id);
            this.value = value;
        }

        /**
         * Sets whether one redemption uses it up. By default it does.
         *
         * @param singleUse {@code false} if it may be redeemed repeatedly
         * @return this builder
         */
        public Builder singleUse(boolean singleUse) {
            this.singleUse = singleUse;
            return this;
        }

        /**
         * Locks it to teams. By default to none.
         *
         * @param teams the issuer's names of the teams
         * @return this builder
         */
        public Builder teams(Set<String> teams) {
            this.teams = Checks.copied("teams", teams);
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        /** {@return the voucher} */
        public Voucher build() {
            return new Voucher(id, code, active, validity, value, currency, singleUse, teams);
        }
    }
}
