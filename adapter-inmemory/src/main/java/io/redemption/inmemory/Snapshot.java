package io.redemption.inmemory;

import io.redemption.model.Amount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Usage;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.model.Voucher;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A redeemable at one moment: its terms, its ledger and its consumption. Rules see one snapshot only, so nothing
 * changes between two of them. Immutable.
 *
 * @param terms the terms that rules check
 * @param issuedAt when it was issued
 * @param ledger its redemptions and reversals
 * @param used what counts as used up
 */
record Snapshot(Redeemable terms, Instant issuedAt, Ledger ledger, Consumption used) {
    static Snapshot issued(Redeemable terms, Instant at) {
        return new Snapshot(terms, at, Ledger.EMPTY, Consumption.NONE);
    }

    Snapshot redeemed(Redemption redemption) {
        return new Snapshot(terms, issuedAt, ledger.redeemed(redemption), used.redeemed(redemption));
    }

    /** Returns a snapshot with the reversal of the active redemption at a position of the ledger. */
    Snapshot reversed(int position, Redemption redemption, Instant at, ReversalPolicy reversalPolicy) {
        return new Snapshot(
                terms, issuedAt, ledger.reversed(position, redemption, at), used.reversed(redemption, reversalPolicy));
    }

    /** Returns the usage without figures about a user. */
    Usage usage() {
        return usage(null, null);
    }

    /** Returns the usage with the figures about one user. */
    Usage usage(@Nullable String userId, @Nullable Boolean existingUser) {
        Redemption newest = ledger.newestActive();
        Instant redeemedAt = newest != null ? newest.createdAt() : terms instanceof Voucher ? used.keptAt() : null;
        return new Usage(
                used.uses(),
                userId == null ? null : used.usesBy(userId),
                existingUser,
                redeemedAt != null,
                redeemedAt,
                terms instanceof GiftCard card ? balance(card) : null);
    }

    RedeemableState state() {
        return new RedeemableState(terms, usage(), issuedAt);
    }

    private Amount balance(GiftCard card) {
        Amount issued = card.issuedValue();
        return issued == null ? Amount.ZERO : new Amount(issued.tenThousandths() - used.spent());
    }

    /**
     * Returns why a request cannot be recorded whatever the rules say, or {@code null}: a gift card needs a value, and
     * its balance never falls below zero.
     */
    @Nullable
    Violation impossibility(RedemptionRequest request) {
        if (!(terms instanceof GiftCard card)) {
            return null;
        }
        Amount value = request.value();
        if (value == null) {
            return Violation.of(ViolationCode.VALUE_REQUIRED);
        }
        Amount left = balance(card);
        return left.compareTo(value) < 0 ? Violation.of(ViolationCode.BALANCE_TOO_LOW, "balance", left) : null;
    }
}
