package io.redemption.tck;

import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.FailureCode;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The writes of the toy issuer. */
final class ToyTill {
    private final ToyLedger ledger;
    private final Set<Guard> missing;
    private final ToyRules rules;
    private final RaceWindow window = new RaceWindow();
    private final ToyAnswers answers;
    private final ToyTransactions transactions;

    ToyTill(ToyLedger ledger, Set<Guard> missing) {
        this.ledger = ledger;
        this.missing = missing;
        this.rules = new ToyRules(missing);
        this.answers = new ToyAnswers(ledger, missing);
        this.transactions = new ToyTransactions(ledger, missing);
    }

    RedemptionOutcome redeem(RedemptionAttempt attempt) {
        long balance;
        @Nullable ViolationCode unchecked;
        synchronized (ledger) {
            RedemptionOutcome replay = answers.replay(attempt);
            if (replay != null) {
                return replay;
            }
            RedemptionOutcome objection = transactions.objection(attempt);
            if (objection != null) {
                return answers.remember(attempt, objection);
            }
            List<Violation> violations = judge(attempt.request());
            if (!violations.isEmpty()) {
                transactions.refused(attempt);
                return answers.remember(attempt, new Refused(violations));
            }
            ToyAccount account = account(attempt.request());
            balance = account.balance();
            unchecked = Gap.of(missing, account.terms());
            if (unchecked == null) {
                return answers.remember(attempt, Redeemed.of(ledger.record(account, attempt)));
            }
        }
        window.open(prize(attempt, unchecked));
        return redeemUnchecked(attempt, unchecked, balance);
    }

    /** Overtaking a thread that competes for another use proves nothing: two users may each have one use. */
    private static Object prize(RedemptionAttempt attempt, ViolationCode unchecked) {
        if (unchecked.equals(ViolationCode.ATTEMPT_REUSED)) {
            return attempt.id();
        }
        return unchecked.equals(ViolationCode.USER_LIMIT_REACHED)
                ? List.of(
                        attempt.redeemable(),
                        String.valueOf(attempt.request().redeemer().userId()))
                : attempt.redeemable();
    }

    /** Acts on a check that was made before the gap; all but one guard are still there. */
    private RedemptionOutcome redeemUnchecked(RedemptionAttempt attempt, ViolationCode unchecked, long balance) {
        synchronized (ledger) {
            RedemptionOutcome replay = unchecked.equals(ViolationCode.ATTEMPT_REUSED) ? null : answers.replay(attempt);
            if (replay != null) {
                return replay;
            }
            List<Violation> violations = new ArrayList<>(judge(attempt.request()));
            violations.removeIf(each -> each.code().equals(unchecked));
            if (!violations.isEmpty()) {
                return answers.remember(attempt, new Refused(violations));
            }
            ToyAccount account = account(attempt.request());
            if (missing.contains(Guard.BALANCE_READ_AND_WRITTEN_IN_ONE_STEP)) {
                account.balance(balance);
            }
            return answers.remember(attempt, Redeemed.of(ledger.record(account, attempt)));
        }
    }

    private ToyAccount account(RedemptionRequest request) {
        ToyAccount account = ledger.account(request.redeemable());
        if (account == null) {
            throw new IllegalStateException("judged before");
        }
        return account;
    }

    private List<Violation> judge(RedemptionRequest request) {
        ToyAccount account = ledger.account(request.redeemable());
        if (account == null) {
            if (missing.contains(Guard.REFUSALS_ARE_NO_FAILURES)) {
                throw new RedemptionException(FailureCode.MISCONFIGURED, "no such redeemable");
            }
            return List.of(Violation.of(ViolationCode.UNKNOWN_REDEEMABLE));
        }
        String user = request.redeemer().userId();
        List<Violation> violations = rules.all(request, account, ledger.usage(account, user), ledger.now());
        if (!violations.isEmpty() && missing.contains(Guard.REFUSALS_CHANGE_NOTHING)) {
            account.balance(account.balance() - 10_000);
        }
        return violations;
    }

    BasketOutcome redeemAll(List<RedemptionAttempt> attempts) {
        Set<AttemptId> ids =
                new HashSet<>(attempts.stream().map(RedemptionAttempt::id).toList());
        if (ids.isEmpty() || ids.size() < attempts.size()) {
            throw new RedemptionException(FailureCode.INVALID_ARGUMENT, "attempts: expected one or more, each once");
        }
        synchronized (ledger) {
            BasketOutcome replay = answers.replay(attempts);
            return replay == null ? redeemNew(attempts) : replay;
        }
    }

    /** Records item by item, so that each is checked after those before it, and undoes all if one is refused. */
    private BasketOutcome redeemNew(List<RedemptionAttempt> attempts) {
        Map<Integer, Refused> refusals = new HashMap<>();
        List<Redeemed> redeemed = new ArrayList<>();
        Map<Integer, List<Violation>> judgedBefore = new HashMap<>();
        for (int i = 0; i < attempts.size() && missing.contains(Guard.EARLIER_ITEMS_COUNT); i++) {
            judgedBefore.put(i, judge(attempts.get(i).request()));
        }
        for (int i = 0; i < attempts.size(); i++) {
            RedemptionRequest request = attempts.get(i).request();
            List<Violation> violations = judgedBefore.getOrDefault(i, List.of());
            violations = judgedBefore.isEmpty() ? judge(request) : violations;
            if (violations.isEmpty()) {
                redeemed.add(Redeemed.of(ledger.record(account(request), attempts.get(i))));
            } else if (refusals.isEmpty() || !missing.contains(Guard.ALL_ITEMS_TOLD)) {
                refusals.put(i, new Refused(violations));
            }
        }
        if (!refusals.isEmpty()) {
            if (!missing.contains(Guard.BASKET_ALL_OR_NOTHING)) {
                redeemed.forEach(each -> takeBack(each.redemption()));
            }
            return new NoneRedeemed(refusals);
        }
        answers.remember(attempts, redeemed);
        if (missing.contains(Guard.BASKET_IN_ITS_ORDER)) {
            Collections.reverse(redeemed);
        }
        return new AllRedeemed(redeemed);
    }

    private void takeBack(Redemption redemption) {
        ToyAccount account = ledger.accountOf(redemption.id());
        if (account != null) {
            account.undo(redemption);
        }
    }

    ReversalOutcome reverse(Reversal reversal) {
        boolean gap = missing.contains(Guard.REVERSAL_IN_ONE_STEP);
        ToyAccount account;
        ToyAccount.@Nullable Entry entry;
        synchronized (ledger) {
            account = missing.contains(Guard.REVERSED_UNDER_ITS_OWN_REDEEMABLE)
                    ? ledger.accountOf(reversal.redemption())
                    : ledger.account(reversal.redeemable());
            entry = account == null ? null : account.reversible(reversal.redemption());
            if (account == null || entry == null) {
                return missing.contains(Guard.NOTHING_IS_NO_REFUSAL)
                        ? Refused.of(Violation.of(ViolationCode.UNKNOWN_REDEEMABLE))
                        : new NothingToReverse(reversal);
            }
            if (!gap) {
                account.unrecord(entry);
                return new Reversed(reversal);
            }
        }
        window.open(reversal.redemption());
        synchronized (ledger) {
            account.unrecord(entry);
            return new Reversed(reversal);
        }
    }

    ValidationResult validate(RedemptionRequest request) {
        synchronized (ledger) {
            List<Violation> violations = judge(request);
            if (missing.contains(Guard.ADVICE_IS_JUDGED)) {
                violations = List.of();
            }
            ToyAccount account = ledger.account(request.redeemable());
            if (violations.isEmpty() && account != null && missing.contains(Guard.ADVICE_RECORDS_NOTHING)) {
                account.balance(account.balance() - 10_000);
            }
            return new ValidationResult(violations, null);
        }
    }

    /** The effect of cancelling a redemption, if any. */
    void cancelled(RedemptionAttempt attempt) {
        synchronized (ledger) {
            Redemption redemption = answers.redeemedBy(attempt);
            ToyAccount account = ledger.account(attempt.redeemable());
            if (account == null || redemption == null) {
                return;
            }
            if (missing.contains(Guard.CANCELLING_UNDOES_NOTHING)) {
                takeBack(redemption);
            }
            if (missing.contains(Guard.CANCELLING_IS_WHOLE)) {
                account.active().removeIf(each -> each.redemption().equals(redemption));
            }
            if (missing.contains(Guard.CANCELLING_IS_PRIVATE)
                    && !account.active().isEmpty()) {
                account.unrecord(account.active().get(account.active().size() - 1));
            }
        }
    }

    /** The effect of cancelling a reversal, if any. */
    void cancelled(Reversal reversal) {
        synchronized (ledger) {
            ToyAccount account = ledger.account(reversal.redeemable());
            if (account != null && missing.contains(Guard.CANCELLING_IS_WHOLE)) {
                account.balance(account.balance() + 10_000);
            }
        }
    }
}
