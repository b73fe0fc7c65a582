package io.redemption;

import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;

/** Requests and confirmations with speaking defaults. */
public final class Samples {
    public static final RedeemableId CARD = RedeemableId.giftCard("gc-1");

    public static final Violation NEVER = Violation.of(ViolationCode.of("acme.never"));

    private Samples() {}

    public static RedemptionRequest.Builder aRequest() {
        return RedemptionRequest.builder(CARD).user("user-1").value("50.00");
    }

    public static Redemption redemption(RedemptionAttempt attempt) {
        return redemption(attempt, "res-" + attempt.id());
    }

    public static Redemption redemption(RedemptionAttempt attempt, String id) {
        return Redemption.builder(RedemptionId.of(id), attempt.redeemable(), ManualTime.START)
                .redeemer(attempt.request().redeemer())
                .value(attempt.request().value())
                .transactionId(attempt.transactionId())
                .build();
    }

    /** The outcome for callers who join an attempt under way. */
    public static RedemptionOutcome asReplayed(RedemptionAttempt attempt) {
        return new Redeemed(redemption(attempt), true);
    }

    public static RedemptionOutcome redeemed(RedemptionAttempt attempt) {
        return Redeemed.of(redemption(attempt));
    }
}
