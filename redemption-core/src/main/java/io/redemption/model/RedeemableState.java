package io.redemption.model;

import io.redemption.internal.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A redeemable as its issuer describes it at one moment: terms and usage. It is advice: only {@code redeem} decides.
 * Immutable.
 *
 * @param redeemable the terms
 * @param usage the usage, as far as it is known
 * @param issuedAt when it was issued, in whole seconds, or {@code null} if it is not known (the API's {@code created})
 * @param tag the merchant's note on it, untrusted and checked by no rule, or {@code null} if there is none or it is not
 *     known. Coupons have none, and a text of more than 255 characters is dropped
 */
public record RedeemableState(
        Redeemable redeemable,
        Usage usage,
        @Nullable Instant issuedAt,
        @Nullable String tag) {
    /**
     * Checks the components.
     *
     * @throws NullPointerException if terms or usage are missing
     */
    public RedeemableState {
        Checks.required("redeemable", redeemable);
        Checks.required("usage", usage);
    }

    /**
     * Creates a state without a tag.
     *
     * @throws NullPointerException if terms or usage are missing
     */
    public RedeemableState(Redeemable redeemable, Usage usage, @Nullable Instant issuedAt) {
        this(redeemable, usage, issuedAt, null);
    }

    /** {@return the components; only the length of the tag, which can hold a name} */
    @Override
    public String toString() {
        return "RedeemableState[redeemable=" + redeemable + ", usage=" + usage + ", issuedAt=" + issuedAt + ", tag="
                + (tag == null ? null : "<" + tag.length() + " characters>") + "]";
    }
}
