package io.redemption.inmemory;

import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call with one attempt or with a basket. Two answers are equal only if they are the same object.
 * Immutable.
 */
final class StoredAnswer {
    private static final Refused REVERSED = Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED));

    private final List<RedemptionAttempt> attempts;
    private final boolean alone;
    private final BasketOutcome outcome;
    private final List<RedeemableSlot> slots;

    /** Stores an answer to {@code attempts} that changes {@code slots}. */
    StoredAnswer(
            List<RedemptionAttempt> attempts, boolean alone, BasketOutcome outcome, Collection<RedeemableSlot> slots) {
        this.attempts = attempts;
        this.alone = alone;
        this.outcome = outcome;
        this.slots = List.copyOf(slots);
    }

    List<RedemptionAttempt> attempts() {
        return attempts;
    }

    /** Returns the slots that were changed; none for a refusal. */
    List<RedeemableSlot> slots() {
        return slots;
    }

    boolean isRefusal() {
        return outcome.fold(all -> false, none -> true, unknown -> false);
    }

    /** Returns the answer to one attempt of this call that is sent again alone. */
    BasketOutcome toOne(RedemptionAttempt attempt) {
        int position = position(attempt);
        if (!attempts.get(position).hasContentOf(attempt)) {
            return refused(reused(attempt));
        }
        return outcome.fold(
                all -> replay(List.of(all.redeemed().get(position).redemption())),
                none -> refused(none.refusals().getOrDefault(position, reused(attempt))),
                unknown -> unknown);
    }

    private int position(RedemptionAttempt attempt) {
        return IntStream.range(0, attempts.size())
                .filter(i -> attempts.get(i).id().equals(attempt.id()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the refusal of other content under the id of one of these attempts. It says whether a redemption of that
     * id stands.
     */
    Refused reused(RedemptionAttempt attempt) {
        boolean stands = outcome.fold(
                all -> isActive(all.redeemed().get(position(attempt)).redemption()), none -> false, unknown -> false);
        return Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED, "redeemed", stands ? "yes" : "no"));
    }

    /** Returns the answer to the same basket sent again, or {@code null} for another basket. */
    @Nullable
    BasketOutcome toBasket(List<RedemptionAttempt> basket) {
        boolean same = !alone
                && basket.size() == attempts.size()
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
        return slots.stream()
                .filter(slot -> slot.isOf(redemption.redeemable()))
                .anyMatch(slot -> slot.snapshot().ledger().findActive(redemption.id()) != null);
    }

    private static BasketOutcome refused(Refused refused) {
        return new NoneRedeemed(Map.of(0, refused));
    }
}
