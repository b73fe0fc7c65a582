package io.redemption.rules;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import org.jspecify.annotations.Nullable;

/** The standard request rules, one method each. */
final class RequestRules {
    private RequestRules() {}

    static @Nullable Violation userRequired(RedemptionRequest request) {
        boolean required = request.redeemable().kind() != RedeemableKind.GIFT_CARD;
        return required && request.redeemer().userId() == null ? Violation.of(ViolationCode.USER_REQUIRED) : null;
    }

    static @Nullable Violation valueRequired(RedemptionRequest request) {
        boolean required = request.redeemable().kind() == RedeemableKind.GIFT_CARD;
        return required && request.value() == null ? Violation.of(ViolationCode.VALUE_REQUIRED) : null;
    }

    static @Nullable Violation valuePositive(RedemptionRequest request) {
        Amount value = request.value();
        return value != null && value.isZero() ? Violation.of(ViolationCode.VALUE_NOT_POSITIVE) : null;
    }

    static RequestRule atMostDecimals(int max) {
        return request -> {
            Amount value = request.value();
            return value != null && value.decimals() > max
                    ? Violation.of(ViolationCode.TOO_MANY_DECIMALS, "max_decimals", max)
                    : null;
        };
    }

    static @Nullable Violation textsWellFormed(RedemptionRequest request) {
        String field = isMalformed(request.redeemer().userId())
                ? "user_id"
                : isMalformed(request.redeemer().email())
                        ? "user_email"
                        : isMalformed(request.redeemer().phone())
                                ? "user_phone"
                                : isMalformed(givenTransaction(request.transaction())) ? "transaction_id" : null;
        return field == null ? null : Violation.of(ViolationCode.MALFORMED_TEXT, "field", field);
    }

    private static @Nullable String givenTransaction(TransactionChoice choice) {
        if (choice instanceof TransactionChoice.Prefixed prefixed) {
            return prefixed.prefix();
        }
        TransactionId id = choice instanceof TransactionChoice.Unique unique
                ? unique.id()
                : choice instanceof TransactionChoice.AsGiven given ? given.id() : null;
        return id == null ? null : id.value();
    }

    private static boolean isMalformed(@Nullable String text) {
        if (text == null) {
            return false;
        }
        // Nearly all texts are plain ASCII, and this runs for each redemption.
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' || each > '~') {
                return text.codePoints().anyMatch(RequestRules::isForbidden);
            }
        }
        return false;
    }

    /** Control characters, format characters (direction and zero-width marks), lone surrogates, line separators. */
    private static boolean isForbidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
