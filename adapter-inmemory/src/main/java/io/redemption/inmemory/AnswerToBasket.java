package io.redemption.inmemory;

import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The answer to a basket. Immutable. */
final class AnswerToBasket extends StoredAnswer {
    private final List<RedemptionAttempt> attempts;
    private final BasketOutcome outcome;
    private final List<RedeemableSlot> slots;

    private AnswerToBasket(List<RedemptionAttempt> attempts, BasketOutcome outcome, List<RedeemableSlot> slots) {
        this.attempts = attempts;
        this.outcome = outcome;
        this.slots = slots;
    }

    static AnswerToBasket of(List<RedemptionAttempt> attempts, RuleVerdict verdict) {
        return verdict.isRefusal()
                ? new AnswerToBasket(attempts, new NoneRedeemed(verdict.refusals()), List.of())
                : new AnswerToBasket(attempts, new AllRedeemed(verdict.redeemed()), verdict.slots());
    }

    BasketOutcome outcome() {
        return outcome;
    }

    @Override
    List<RedemptionAttempt> attempts() {
        return attempts;
    }

    @Override
    List<RedeemableSlot> slots() {
        return slots;
    }

    @Override
    boolean isRefusal() {
        return outcome.fold(all -> false, none -> true, unknown -> false);
    }

    @Override
    RedemptionOutcome toOne(RedemptionAttempt attempt) {
        int position = position(attempt);
        if (!attempts.get(position).hasContentOf(attempt)) {
            return reused(attempt);
        }
        return outcome.fold(
                all -> {
                    Redemption redemption = all.redeemed().get(position).redemption();
                    return isActive(redemption) ? new Redeemed(redemption, true) : REVERSED;
                },
                none -> none.refusals().getOrDefault(position, reused(attempt)),
                unknown -> {
                    throw new IllegalStateException("this issuer always knows");
                });
    }

    private int position(RedemptionAttempt attempt) {
        return IntStream.range(0, attempts.size())
                .filter(i -> attempts.get(i).id().equals(attempt.id()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    Refused reused(RedemptionAttempt attempt) {
        return otherContent(outcome.fold(
                all -> isActive(all.redeemed().get(position(attempt)).redemption()), none -> false, unknown -> false));
    }

    @Override
    @Nullable
    BasketOutcome toBasket(List<RedemptionAttempt> basket) {
        boolean same = basket.size() == attempts.size()
                && IntStream.range(0, basket.size()).allMatch(i -> isSame(attempts.get(i), basket.get(i)));
        if (!same) {
            return null;
        }
        return outcome.fold(
                all -> replay(all.redeemed().stream().map(Redeemed::redemption).toList()),
                none -> none,
                unknown -> unknown);
    }

    private static boolean isSame(RedemptionAttempt one, RedemptionAttempt other) {
        return one.id().equals(other.id()) && one.hasContentOf(other);
    }

    /** Returns the redemptions as replayed; those that were reversed since are refused. */
    private BasketOutcome replay(List<Redemption> redemptions) {
        Map<Integer, Refused> reversed = new TreeMap<>();
        for (int i = 0; i < redemptions.size(); i++) {
            if (!isActive(redemptions.get(i))) {
                reversed.put(i, REVERSED);
            }
        }
        return reversed.isEmpty()
                ? new AllRedeemed(redemptions.stream()
                        .map(redemption -> new Redeemed(redemption, true))
                        .toList())
                : new NoneRedeemed(reversed);
    }

    private boolean isActive(Redemption redemption) {
        return slots.stream().anyMatch(slot -> slot.isOf(redemption.redeemable()) && isActive(redemption, slot));
    }
}
