package io.redemption.inmemory;

import io.redemption.model.BasketOutcome;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to one attempt that was sent alone. There is one for each redemption, so it holds no lists. Immutable. */
final class AnswerToOne extends StoredAnswer {
    private final RedemptionAttempt attempt;
    private final RedemptionOutcome outcome;
    private final @Nullable RedeemableSlot slot;

    private AnswerToOne(RedemptionAttempt attempt, RedemptionOutcome outcome, @Nullable RedeemableSlot slot) {
        this.attempt = attempt;
        this.outcome = outcome;
        this.slot = slot;
    }

    static AnswerToOne of(RedemptionAttempt attempt, RuleVerdict verdict) {
        Refused refused = verdict.refusals().get(0);
        return refused != null
                ? new AnswerToOne(attempt, refused, null)
                : new AnswerToOne(attempt, Redeemed.of(verdict.redemptions().get(0)), verdict.slot());
    }

    RedemptionOutcome outcome() {
        return outcome;
    }

    @Override
    List<RedemptionAttempt> attempts() {
        return List.of(attempt);
    }

    @Override
    List<RedeemableSlot> slots() {
        return slot == null ? List.of() : List.of(slot);
    }

    @Override
    boolean isRefusal() {
        return slot == null;
    }

    @Override
    RedemptionOutcome toOne(RedemptionAttempt again) {
        if (!attempt.hasContentOf(again)) {
            return reused(again);
        }
        return outcome.fold(
                redeemed -> isActive(redeemed.redemption()) ? new Redeemed(redeemed.redemption(), true) : REVERSED,
                refused -> refused,
                unknown -> unknown);
    }

    @Override
    @Nullable
    BasketOutcome toBasket(List<RedemptionAttempt> basket) {
        return null;
    }

    @Override
    Refused reused(RedemptionAttempt again) {
        return otherContent(
                outcome.fold(redeemed -> isActive(redeemed.redemption()), refused -> false, unknown -> false));
    }

    private boolean isActive(Redemption redemption) {
        return slot != null && isActive(redemption, slot);
    }
}
