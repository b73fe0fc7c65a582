package io.redemption.tck;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Voucher;
import io.redemption.port.IdSource;
import io.redemption.port.TimeSource;
import org.jspecify.annotations.Nullable;

/** Makes test data under fresh random names, so that clauses do not affect each other. Thread-safe. */
final class SampleData {
    private static final long LARGEST = 9_999_999_999_999_999L;

    private final IdSource ids;
    private final int maxScale;

    SampleData(IdSource ids, int maxScale) {
        this.ids = ids;
        this.maxScale = maxScale;
    }

    Coupon.Builder coupon() {
        return Coupon.builder("cpn-" + ids.token(20), Discount.fixed("10"));
    }

    Voucher.Builder voucher() {
        return Voucher.builder("vch-" + ids.token(20), Discount.fixed("10"));
    }

    GiftCard.Builder card(String issuedValue) {
        return GiftCard.builder("gft-" + ids.token(20), issuedValue);
    }

    /** Makes terms of a kind under which a user can redeem up to 100, a voucher once and the others several times. */
    Redeemable any(RedeemableKind kind) {
        return switch (kind) {
            case COUPON -> coupon().build();
            case VOUCHER -> voucher().build();
            case GIFT_CARD -> card("100").build();
        };
    }

    /** Makes an id that was not issued. */
    RedeemableId unknown(RedeemableKind kind) {
        return new RedeemableId(kind, "none-" + ids.token(20));
    }

    /** Makes an id under which nothing was redeemed. */
    RedemptionId unknownRedemption() {
        return RedemptionId.of("none-" + ids.token(20));
    }

    String code() {
        return "CODE-" + ids.token(16);
    }

    String user() {
        return "user-" + ids.token(16);
    }

    String transaction() {
        return "order-" + ids.token(16);
    }

    /** Returns the smallest amount that the issuer keeps. */
    Amount smallest() {
        long unit = 1;
        for (int decimals = maxScale; decimals < Amount.MAX_DECIMALS; decimals++) {
            unit *= 10;
        }
        return new Amount(unit);
    }

    /** Returns the largest amount that the issuer keeps. */
    Amount largest() {
        long unit = smallest().tenThousandths();
        return new Amount(LARGEST / unit * unit);
    }

    /** Makes an attempt for a coupon or voucher by a fresh user. */
    RedemptionAttempt use(RedeemableId id) {
        return use(id, user());
    }

    RedemptionAttempt use(RedeemableId id, String user) {
        return attempt(RedemptionRequest.builder(id).user(user));
    }

    RedemptionAttempt spend(RedeemableId card, String value) {
        return spend(card, Amount.of(value));
    }

    RedemptionAttempt spend(RedeemableId card, Amount value) {
        return attempt(RedemptionRequest.builder(card).value(value));
    }

    RedemptionAttempt attempt(RedemptionRequest.Builder request) {
        return attempt(ids.attemptId(), request);
    }

    /** Makes an attempt under a given id, with the transaction id that its request chooses. */
    RedemptionAttempt attempt(AttemptId id, RedemptionRequest.Builder builder) {
        RedemptionRequest request = builder.build();
        return new RedemptionAttempt(
                id, request, transaction(id, request), TimeSource.system().now());
    }

    private static @Nullable TransactionId transaction(AttemptId id, RedemptionRequest request) {
        TransactionChoice choice = request.transaction();
        if (choice instanceof TransactionChoice.Unique unique) {
            return unique.id();
        }
        if (choice instanceof TransactionChoice.AsGiven given) {
            return given.id();
        }
        return choice instanceof TransactionChoice.Prefixed prefixed
                ? IdSource.transactionId(prefixed.prefix(), id, request.redeemable())
                : IdSource.transactionId(id, request.redeemable());
    }
}
