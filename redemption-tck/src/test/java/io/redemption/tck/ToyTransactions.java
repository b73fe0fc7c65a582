package io.redemption.tck;

import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.TransactionId;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of a transaction id that was seen before, by an issuer without one of these guards. The right issuer
 * refuses none. Guarded by the lock of its ledger.
 */
final class ToyTransactions {
    private final ToyLedger ledger;
    private final Set<Guard> missing;
    private final Set<List<Object>> refused = new HashSet<>();

    ToyTransactions(ToyLedger ledger, Set<Guard> missing) {
        this.ledger = ledger;
        this.missing = missing;
    }

    void refused(RedemptionAttempt attempt) {
        refused.add(key(attempt));
    }

    private static List<Object> key(RedemptionAttempt attempt) {
        return List.of(attempt.redeemable(), String.valueOf(attempt.transactionId()));
    }

    /** Returns the answer that replaces the checks of an attempt, or {@code null}. */
    @Nullable
    RedemptionOutcome objection(RedemptionAttempt attempt) {
        TransactionId transaction = attempt.transactionId();
        if (transaction == null) {
            return null;
        }
        if (missing.contains(Guard.TRANSACTIONS_ARE_NO_KEYS)) {
            return redeemed(attempt.redeemable())
                    .filter(each -> asksForSame(attempt.request(), each, transaction))
                    .findFirst()
                    .map(Redeemed::of)
                    .orElse(null);
        }
        boolean taken = (missing.contains(Guard.REVERSED_TRANSACTIONS_ARE_FREE) && isReversed(attempt, transaction))
                || (missing.contains(Guard.REFUSED_TRANSACTIONS_ARE_FREE) && refused.contains(key(attempt)))
                || (missing.contains(Guard.TRANSACTIONS_KEPT_APART) && isOfAnother(attempt, transaction));
        return taken ? Refused.of(Violation.of(ViolationCode.TRANSACTION_REUSED)) : null;
    }

    private Stream<Redemption> redeemed(RedeemableId id) {
        ToyAccount account = ledger.account(id);
        return account == null ? Stream.empty() : account.active().stream().map(ToyAccount.Entry::redemption);
    }

    private static boolean asksForSame(RedemptionRequest request, Redemption redemption, TransactionId transaction) {
        return transaction.equals(redemption.transactionId())
                && Objects.equals(request.value(), redemption.value())
                && request.redeemer().equals(redemption.redeemer());
    }

    private boolean isReversed(RedemptionAttempt attempt, TransactionId transaction) {
        ToyAccount account = ledger.account(attempt.redeemable());
        return account != null
                && account.reversed().stream()
                        .anyMatch(entry -> transaction.equals(entry.redemption().transactionId()));
    }

    private boolean isOfAnother(RedemptionAttempt attempt, TransactionId transaction) {
        return ledger.accounts().stream()
                .filter(account -> !account.terms().id().equals(attempt.redeemable()))
                .flatMap(account -> account.active().stream())
                .anyMatch(entry -> transaction.equals(entry.redemption().transactionId()));
    }
}
