package io.redemption.inmemory;

import io.redemption.model.Amount;
import io.redemption.model.Code;
import io.redemption.model.Coupon;
import io.redemption.model.CurrencyCode;
import io.redemption.model.Discount;
import io.redemption.model.Redeemable;
import io.redemption.model.Validity;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Decides what may be issued: terms that are known, can be redeemed, and whose money can be spent to the last unit.
 * Immutable.
 *
 * @param maxScale how many decimals of a value the issuer keeps
 * @param currencyDecimals how many decimals amounts of a currency have, where it differs from ISO 4217
 */
record IssuePolicy(int maxScale, Map<CurrencyCode, Integer> currencyDecimals) {
    IssuePolicy {
        currencyDecimals = Map.copyOf(currencyDecimals);
    }

    /**
     * Rejects terms that must not be issued.
     *
     * @param now when it is issued, or {@code null} if it was issued before and may have ended since
     * @throws io.redemption.model.RedemptionException naming the term, what is expected, and never a code
     */
    void check(Redeemable terms, @Nullable Instant now) {
        required("active", terms.active());
        Validity validity = required("validity", terms.validity());
        Optional<Amount> amount = terms.fold(
                coupon -> fixed(required("value", coupon.value())),
                voucher -> fixed(required("value", voucher.value())),
                card -> Optional.of(positive(required("issued value", card.issuedValue()))));
        if (terms instanceof Coupon coupon) {
            required("total limit", coupon.totalLimit());
            required("per-user limit", coupon.perUserLimit());
            required("audience", coupon.audience());
        }
        Code code = terms.code();
        if (code != null && code.hasHiddenCharacters()) {
            throw ImmediateStages.invalid("code: " + code + " (expected: no character that a shopper cannot see)");
        }
        if (now != null && validity.hasExpiredAt(now)) {
            throw ImmediateStages.invalid("valid until: " + validity.until()
                    + " (expected: later than now; what was issued before can be restored)");
        }
        int decimals = decimals(terms.currency());
        if (amount.isPresent() && amount.get().decimals() > decimals) {
            throw ImmediateStages.invalid("value: " + amount.get() + " (expected: at most " + decimals
                    + " decimals, because the rest could never be spent)");
        }
    }

    /** Returns the violation if a value has more decimals than the currency of the terms, otherwise {@code null}. */
    @Nullable
    Violation tooManyDecimals(Redeemable terms, @Nullable Amount value) {
        int decimals = decimals(terms.currency());
        return value != null && value.decimals() > decimals
                ? Violation.of(ViolationCode.TOO_MANY_DECIMALS, "max_decimals", decimals)
                : null;
    }

    private int decimals(@Nullable CurrencyCode currency) {
        if (currency == null) {
            return maxScale;
        }
        Integer own = currencyDecimals.get(currency);
        OptionalInt decimals = own == null ? currency.decimals() : OptionalInt.of(own);
        return Math.min(
                maxScale,
                decimals.orElseThrow(() -> ImmediateStages.invalid("currency: " + currency
                        + " (expected: one of ISO 4217 that has decimals, or one set with currencyDecimals)")));
    }

    private static Optional<Amount> fixed(Discount value) {
        return value.fold(fixed -> Optional.of(fixed.amount()), percentage -> Optional.empty());
    }

    private static Amount positive(Amount value) {
        if (value.isZero()) {
            throw ImmediateStages.invalid("issued value: 0.00 (expected: more than zero)");
        }
        return value;
    }

    private static <T> T required(String term, @Nullable T value) {
        if (value == null) {
            throw ImmediateStages.invalid(term + ": unknown (expected: a known term)");
        }
        return value;
    }
}
