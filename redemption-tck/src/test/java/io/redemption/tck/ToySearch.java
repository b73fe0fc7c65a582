package io.redemption.tck;

import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which entries of its list the toy issuer shows. */
final class ToySearch {
    private final Set<Guard> missing;

    ToySearch(Set<Guard> missing) {
        this.missing = missing;
    }

    List<ToyAccount.Entry> of(ToyAccount account, List<ToyAccount.Entry> listed, HistoryQuery query) {
        TransactionId transaction = query.transactionId();
        if (transaction == null) {
            return listed;
        }
        boolean isCard = account.terms().id().kind() == RedeemableKind.GIFT_CARD;
        if (isCard && missing.contains(Guard.SEARCHED_WHATEVER_THE_KIND)) {
            return List.of();
        }
        Stream<ToyAccount.Entry> searched = missing.contains(Guard.REVERSED_ARE_NOT_SEARCHED)
                ? Stream.concat(listed.stream(), account.reversed().stream())
                : listed.stream();
        return searched.filter(entry -> isWanted(entry.redemption(), transaction, query.inDoubt()))
                .toList();
    }

    private boolean isWanted(Redemption redemption, TransactionId wanted, @Nullable Ticket inDoubt) {
        TransactionId kept = redemption.transactionId();
        if (inDoubt == null) {
            return kept == null ? missing.contains(Guard.SEARCHED_EXACTLY) : isOf(wanted, kept);
        }
        if (wanted.equals(kept)) {
            return !missing.contains(Guard.SEARCHED_WHOSEVER_THEY_ARE) || inDoubt.contradiction(redemption) == null;
        }
        if (kept == null && missing.contains(Guard.STRANGERS_NOT_SHOWN)) {
            return true;
        }
        return inDoubt.isCandidate(redemption) && !missing.contains(Guard.CANDIDATES_SHOWN);
    }

    private boolean isOf(TransactionId wanted, TransactionId kept) {
        return missing.contains(Guard.TRANSACTIONS_COMPARED_WHOLE)
                ? kept.value().startsWith(wanted.value())
                : kept.equals(wanted);
    }
}
