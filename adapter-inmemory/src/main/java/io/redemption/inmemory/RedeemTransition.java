package io.redemption.inmemory;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Redeems a basket of one or more attempts in rounds.
 *
 * <p>A round takes the snapshots of all redeemables of the basket, and evaluates the rules against them without a lock,
 * because rules are foreign code and may be slow or call this issuer. Then it takes the locks of these redeemables and
 * compares. If each still has the evaluated snapshot, the verdict holds now and is recorded before another call can
 * write. If one has changed, another call has recorded a redemption or reversal, and the next round evaluates the new
 * state. So the issuer as a whole always makes progress, and a limit is checked and used in one step. A caller with a
 * slow rule repeats work but makes no other caller wait.
 *
 * <p>A refusal changes nothing and needs no comparison: it held when the snapshot was taken, which is within the call.
 *
 * <p>Thread-safe.
 */
final class RedeemTransition {
    /** How many rounds a call may lose to other callers before it fails. */
    private static final int MAX_ROUNDS = 1_000;

    private final RuleEvaluator evaluator;
    private final ReplayStore replayStore;
    private final KnownUsers users;

    RedeemTransition(RuleEvaluator evaluator, ReplayStore replayStore, KnownUsers users) {
        this.evaluator = evaluator;
        this.replayStore = replayStore;
        this.users = users;
    }

    RedemptionOutcome redeem(RedemptionAttempt attempt) {
        return inRounds(
                List.of(attempt),
                () -> replayStore.replay(attempt),
                verdict -> AnswerToOne.of(attempt, verdict),
                AnswerToOne::outcome);
    }

    /** Redeems one or more attempts with distinct ids. */
    BasketOutcome redeemAll(List<RedemptionAttempt> attempts) {
        List<RedemptionAttempt> basket = checked(attempts);
        return inRounds(
                basket,
                () -> replayStore.replay(basket),
                verdict -> AnswerToBasket.of(basket, verdict),
                AnswerToBasket::outcome);
    }

    private static List<RedemptionAttempt> checked(List<RedemptionAttempt> attempts) {
        Set<AttemptId> ids = new HashSet<>();
        for (RedemptionAttempt attempt : attempts) {
            if (!ids.add(ImmediateStages.required("attempt", attempt).id())) {
                throw ImmediateStages.invalid("attempts: " + attempt.id() + " twice (expected: distinct ids)");
            }
        }
        if (ids.isEmpty()) {
            throw ImmediateStages.invalid("attempts: none (expected: one or more)");
        }
        return List.copyOf(attempts);
    }

    private <A extends StoredAnswer, T> T inRounds(
            List<RedemptionAttempt> attempts,
            Supplier<@Nullable T> replay,
            Function<RuleVerdict, A> answered,
            Function<A, T> outcome) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            T replayed = replay.get();
            if (replayed != null) {
                return replayed;
            }
            RuleVerdict verdict = evaluator.evaluate(attempts);
            A answer = answered.apply(verdict);
            if (answer.isRefusal() ? replayStore.claim(answer) : record(verdict, answer)) {
                return outcome.apply(answer);
            }
        }
        throw new RedemptionException(
                FailureCode.OVERLOADED,
                "others redeemed in each of " + MAX_ROUNDS + " rounds; nothing was changed, try again");
    }

    private boolean record(RuleVerdict verdict, StoredAnswer answer) {
        return RedeemableSlot.locked(answer.slots(), () -> {
            if (!verdict.stillHolds() || !replayStore.claim(answer)) {
                return false;
            }
            // Before the snapshots: a call that sees those must see the existing users as well.
            verdict.redemptions().forEach(this::noteUser);
            verdict.publish();
            return true;
        });
    }

    private void noteUser(Redemption redemption) {
        String user = redemption.redeemer().userId();
        if (user != null && redemption.redeemable().kind() == RedeemableKind.COUPON) {
            users.couponRedeemed(user);
        }
    }
}
