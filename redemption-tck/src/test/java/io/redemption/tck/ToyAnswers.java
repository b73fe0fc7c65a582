package io.redemption.tck;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The answers of the toy issuer, by attempt id. Guarded by the lock of its ledger. */
final class ToyAnswers {
    private static final Refused REVERSED = Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED));

    private final ToyLedger ledger;
    private final Set<Guard> missing;
    private final Map<AttemptId, Answer> answers = new HashMap<>();

    ToyAnswers(ToyLedger ledger, Set<Guard> missing) {
        this.ledger = ledger;
        this.missing = missing;
    }

    /** What was answered to the attempts of a call, one of which is looked up. */
    private record Answer(List<RedemptionAttempt> attempts, RedemptionAttempt attempt, RedemptionOutcome outcome) {}

    RedemptionOutcome remember(RedemptionAttempt attempt, RedemptionOutcome outcome) {
        boolean forgets = missing.contains(Guard.REFUSALS_REMEMBERED_EXACTLY) && outcome instanceof Refused;
        RedemptionOutcome kept = forgets ? Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED)) : outcome;
        answers.put(attempt.id(), new Answer(List.of(attempt), attempt, kept));
        return outcome;
    }

    void remember(List<RedemptionAttempt> basket, List<Redeemed> redeemed) {
        for (int i = 0; i < basket.size(); i++) {
            RedemptionAttempt attempt = basket.get(i);
            answers.put(attempt.id(), new Answer(basket, attempt, redeemed.get(i)));
        }
    }

    /** Returns what an attempt redeemed, or {@code null}. */
    @Nullable
    Redemption redeemedBy(RedemptionAttempt attempt) {
        Answer answer = answers.get(attempt.id());
        return answer != null && answer.outcome instanceof Redeemed redeemed ? redeemed.redemption() : null;
    }

    private @Nullable Answer find(RedemptionAttempt attempt) {
        return missing.contains(Guard.ATTEMPTS_REMEMBERED) ? null : answers.get(attempt.id());
    }

    @Nullable
    RedemptionOutcome replay(RedemptionAttempt attempt) {
        Answer answer = find(attempt);
        if (answer == null) {
            return null;
        }
        boolean same = answer.attempts.size() == 1 && isSame(answer.attempt, attempt);
        return same || missing.contains(Guard.CONTENT_COMPARED) ? again(answer.outcome) : reused(answer);
    }

    private RedemptionOutcome again(RedemptionOutcome outcome) {
        return outcome.fold(
                redeemed -> stands(redeemed.redemption()) || missing.contains(Guard.REVERSED_ATTEMPTS_REFUSED)
                        ? new Redeemed(redeemed.redemption(), true)
                        : REVERSED,
                refused -> refused,
                unknown -> unknown);
    }

    private boolean stands(Redemption redemption) {
        ToyAccount account = ledger.accountOf(redemption.id());
        return account == null || !account.isReversed(redemption);
    }

    private Refused reused(Answer answer) {
        boolean redeemed = answer.outcome instanceof Redeemed first && stands(first.redemption());
        boolean tells = !missing.contains(Guard.REUSE_TELLS_WHAT_HAPPENED);
        return Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED, "redeemed", redeemed && tells ? "yes" : "no"));
    }

    private boolean isSame(RedemptionAttempt one, RedemptionAttempt other) {
        boolean sameContact = one.request().redeemer().equals(other.request().redeemer());
        return one.hasContentOf(other) && (sameContact || !missing.contains(Guard.CONTACT_IS_NO_CONTENT));
    }

    @Nullable
    BasketOutcome replay(List<RedemptionAttempt> basket) {
        Map<Integer, Refused> refused = new HashMap<>();
        List<Redeemed> again = new ArrayList<>();
        for (int i = 0; i < basket.size(); i++) {
            Answer answer = find(basket.get(i));
            if (answer == null || (!isSame(answer.attempts, basket) && missing.contains(Guard.CONTENT_COMPARED))) {
                continue;
            }
            RedemptionOutcome outcome = isSame(answer.attempts, basket) ? again(answer.outcome) : reused(answer);
            if (outcome instanceof Redeemed redeemed) {
                again.add(redeemed);
            } else if (outcome instanceof Refused refusal) {
                refused.put(i, refusal);
            }
        }
        if (again.size() == basket.size()) {
            return new AllRedeemed(again);
        }
        return refused.isEmpty() ? null : new NoneRedeemed(refused);
    }

    private boolean isSame(List<RedemptionAttempt> one, List<RedemptionAttempt> other) {
        return one.size() == other.size()
                && IntStream.range(0, one.size())
                        .allMatch(i -> one.get(i).id().equals(other.get(i).id()) && isSame(one.get(i), other.get(i)));
    }
}
