package io.redemption.checkout;

import io.redemption.Capabilities;
import io.redemption.Capability;
import io.redemption.EchoCheck;
import io.redemption.MarkerEvidence;
import io.redemption.RedeemableKind;
import io.redemption.Redemption;
import io.redemption.RedemptionAttempt;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers, by kind, what the issuer's confirmations taught about its way with transaction ids. */
final class MarkerMemory {
    private final Map<RedeemableKind, MarkerEvidence> learned = new ConcurrentHashMap<>();
    private final boolean declared;

    MarkerMemory(Capabilities capabilities) {
        this.declared = capabilities.has(Capability.KEEPS_TRANSACTION_IDS);
    }

    /** One bad echo outweighs any number of good ones: absence must not be concluded on a changing habit. */
    void learn(RedemptionAttempt attempt, Redemption redemption) {
        MarkerEvidence lesson = EchoCheck.evidence(attempt, redemption);
        if (lesson == MarkerEvidence.PROVEN) {
            learned.putIfAbsent(attempt.redeemable().kind(), lesson);
        } else if (lesson != MarkerEvidence.UNKNOWN) {
            learned.put(attempt.redeemable().kind(), lesson);
        }
    }

    /** Whether a marker that is not listed was certainly not redeemed. */
    boolean isProven(RedeemableKind kind) {
        MarkerEvidence evidence = learned.getOrDefault(kind, MarkerEvidence.UNKNOWN);
        return evidence == MarkerEvidence.PROVEN || (declared && evidence == MarkerEvidence.UNKNOWN);
    }
}
