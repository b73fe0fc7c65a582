package io.redemption.model;

import io.redemption.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a gift card: a prepaid value that is spent in parts. The rest is {@link Usage#balance}. Immutable.
 *
 * @param id an id of kind {@link RedeemableKind#GIFT_CARD}
 * @param code the code that the shopper types, or {@code null} if it is not known
 * @param active whether it is switched on, or {@code null} if that is not known
 * @param validity when it may be redeemed, or {@code null} if that is not known
 * @param issuedValue the value at issue (the API's {@code total_value}), or {@code null} if that is not known
 * @param currency the currency of its amounts, or {@code null} if it is not known
 */
public record GiftCard(
        RedeemableId id,
        @Nullable Code code,
        @Nullable Boolean active,
        @Nullable Validity validity,
        @Nullable Amount issuedValue,
        @Nullable CurrencyCode currency)
        implements Redeemable {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if the id is missing
     * @throws IllegalArgumentException if the id is of another kind
     */
    public GiftCard {
        Checks.required("id", id);
        if (id.kind() != RedeemableKind.GIFT_CARD) {
            throw Checks.unexpected("kind of id", id.kind(), "GIFT_CARD");
        }
    }

    /**
     * Begins the terms of an active gift card, always valid.
     *
     * @param id the card's id
     * @param issuedValue the value at issue, as {@link Amount#of(String)} reads it
     * @return a builder
     */
    public static Builder builder(String id, String issuedValue) {
        return new Builder(RedeemableId.giftCard(id), Amount.of(Checks.required("issuedValue", issuedValue)));
    }

    /** {@return a builder that holds these terms} */
    public Builder toBuilder() {
        return new Builder(id, issuedValue).like(this);
    }

    /** Builds the terms of a gift card. Not thread-safe. */
    public static final class Builder extends TermsBuilder<Builder> {
        private final @Nullable Amount issuedValue;

        private Builder(RedeemableId id, @Nullable Amount issuedValue) {
            super(id);
            this.issuedValue = issuedValue;
        }

        @Override
        Builder self() {
            return this;
        }

        /** {@return the gift card} */
        public GiftCard build() {
            return new GiftCard(id, code, active, validity, issuedValue, currency);
        }
    }
}
