package io.redemption.inmemory;

import io.redemption.model.BasketOutcome;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import java.util.List;

/**
 * Redeems a basket, of one or of many, in rounds.
 *
 * <p>A round takes the snapshots of all redeemables concerned, judges the basket against them without any lock, because
 * rules are anybody's code and may be slow or call this issuer, and then takes the locks of these redeemables to
 * compare: if each still has the snapshot that was judged, the judgement is true at this very moment and is recorded
 * before anybody else can write. If one has moved, somebody else's redemption or reversal was recorded in the meantime,
 * and the next round judges by the new state. So the issuer as a whole always makes progress, a limit is checked and
 * used in one step, and a caller with a slow rule repeats work but never makes anybody wait.
 *
 * <p>A refusal changes nothing and needs no comparison: it was true when the snapshot was taken, which is within the
 * call.
 *
 * <p>Thread-safe.
 */
final class RedeemTransition {
    /** How many rounds a call may lose, each to another caller's success, before it gives up. */
    private static final int MAX_ROUNDS = 1_000;

    private final RuleEvaluator evaluator;
    private final ReplayStore replayStore;
    private final KnownUsers users;

    RedeemTransition(RuleEvaluator evaluator, ReplayStore replayStore, KnownUsers users) {
        this.evaluator = evaluator;
        this.replayStore = replayStore;
        this.users = users;
    }

    /** Redeems attempts with distinct ids; {@code alone} tells one attempt from a basket of one. */
    BasketOutcome redeem(List<RedemptionAttempt> attempts, boolean alone) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            BasketOutcome replayed = replayStore.replay(attempts, alone);
            if (replayed != null) {
                return replayed;
            }
            RuleVerdict verdict = evaluator.evaluate(attempts);
            BasketOutcome outcome = verdict.outcome();
            boolean recorded = verdict.isRefusal()
                    ? replayStore.claim(new StoredAnswer(attempts, alone, outcome, List.of()))
                    : record(verdict, new StoredAnswer(attempts, alone, outcome, verdict.slots()));
            if (recorded) {
                return outcome;
            }
        }
        throw new RedemptionException(
                FailureCode.OVERLOADED,
                "others redeemed in each of " + MAX_ROUNDS + " rounds of judgement; nothing was changed, try again");
    }

    private boolean record(RuleVerdict verdict, StoredAnswer answer) {
        return RedeemableSlot.locked(verdict.slots(), () -> {
            if (!verdict.stillHolds() || !replayStore.claim(answer)) {
                return false;
            }
            // Before the snapshots, so that whoever sees those and judges again sees existing users as well.
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
