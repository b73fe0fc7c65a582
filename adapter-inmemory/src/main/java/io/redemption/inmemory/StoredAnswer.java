package io.redemption.inmemory;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a call. Two answers are equal only if they are the same object. Immutable. */
abstract sealed class StoredAnswer permits AnswerToOne, AnswerToBasket {
    static final Refused REVERSED = Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED));

    /** Returns the attempts of the call, in their order. */
    abstract List<RedemptionAttempt> attempts();

    /** Returns the slots that were changed; none for a refusal. */
    abstract List<RedeemableSlot> slots();

    abstract boolean isRefusal();

    /** Returns the answer to one attempt of this call that is sent again alone. */
    abstract RedemptionOutcome toOne(RedemptionAttempt attempt);

    /** Returns the answer to the same basket sent again, or {@code null} for another basket. */
    abstract @Nullable BasketOutcome toBasket(List<RedemptionAttempt> basket);

    /**
     * Returns the refusal of other content under the id of one of these attempts. It says whether a redemption of that
     * id stands.
     */
    abstract Refused reused(RedemptionAttempt attempt);

    static Refused otherContent(boolean stands) {
        return Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED, "redeemed", stands ? "yes" : "no"));
    }

    static boolean isActive(Redemption redemption, RedeemableSlot slot) {
        return slot.findActive(redemption.id()) != null;
    }
}
