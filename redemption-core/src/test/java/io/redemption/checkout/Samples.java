package io.redemption.checkout;

import io.redemption.RedeemableId;
import io.redemption.Redeemed;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionId;
import io.redemption.RedemptionOutcome;
import io.redemption.RedemptionRequest;
import io.redemption.Violation;
import io.redemption.ViolationCode;

/** Requests and confirmations with speaking defaults. */
final class Samples {
    static final RedeemableId CARD = RedeemableId.giftCard("gc-1");

    static final Violation NEVER = Violation.of(ViolationCode.of("acme.never"));

    private Samples() {}

    static RedemptionRequest.Builder aRequest() {
        return RedemptionRequest.builder(CARD).user("user-1").value("50.00");
    }

    static Redemption redemption(RedemptionAttempt attempt) {
        return redemption(attempt, "res-" + attempt.id());
    }

    static Redemption redemption(RedemptionAttempt attempt, String id) {
        return new Redemption(
                RedemptionId.of(id),
                attempt.redeemable(),
                attempt.request().redeemer(),
                attempt.request().value(),
                attempt.transactionId(),
                null,
                null,
                ManualTime.START,
                null);
    }

    /** What those hear who join an attempt under way. */
    static RedemptionOutcome heardAgain(RedemptionAttempt attempt) {
        return new Redeemed(redemption(attempt), true);
    }

    static RedemptionOutcome redeemed(RedemptionAttempt attempt) {
        return Redeemed.of(redemption(attempt));
    }
}
