package io.redemption.micrometer;

import io.redemption.model.ViolationCode;
import java.util.Set;

/** The library's own violation codes, few enough for one time series each. An issuer may send any other code. */
final class KnownReasons {
    static final Set<ViolationCode> ALL = Set.of(
            ViolationCode.USER_REQUIRED,
            ViolationCode.VALUE_REQUIRED,
            ViolationCode.VALUE_NOT_POSITIVE,
            ViolationCode.TOO_MANY_DECIMALS,
            ViolationCode.MALFORMED_TEXT,
            ViolationCode.UNKNOWN_REDEEMABLE,
            ViolationCode.INACTIVE,
            ViolationCode.NOT_STARTED,
            ViolationCode.EXPIRED,
            ViolationCode.TOTAL_LIMIT_REACHED,
            ViolationCode.USER_LIMIT_REACHED,
            ViolationCode.NEW_USERS_ONLY,
            ViolationCode.EXISTING_USERS_ONLY,
            ViolationCode.ALREADY_REDEEMED,
            ViolationCode.BALANCE_TOO_LOW,
            ViolationCode.ATTEMPT_REUSED,
            ViolationCode.ATTEMPT_REVERSED,
            ViolationCode.TRANSACTION_REUSED,
            ViolationCode.REFUSED_BY_ISSUER);

    private KnownReasons() {}
}
